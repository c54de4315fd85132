using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Number of a run among several of one plan; files are named by it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Total">Runs in all.</param>
internal sealed record RunNumber(int Number, int Total)
{
    /// <summary>True for one run alone, whose files bear the names that they were given.</summary>
    public bool Alone => Total == 1;

    /// <summary>The number in words, with a space before it; nothing for one run alone.</summary>
    internal string Words => Alone ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Number} of {Total})");

    /// <summary>The problem that kept this run from beginning, with its consequence for the others.</summary>
    internal BatchPerfException NotMade(BatchPerfException problem) => new(
        problem.ErrorId,
        problem.Problem,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Run {Number} of {Total} could not begin, and none after it was made; those before it are complete. {problem.Message}"),
        problem.NextStep,
        problem);

    /// <summary>With as many digits as the last one takes.</summary>
    private string Digits =>
        Number.ToString(CultureInfo.InvariantCulture).PadLeft(Total.ToString(CultureInfo.InvariantCulture).Length, '0');

    /// <summary><c>results.csv</c> → <c>results-03.csv</c>; as it is where there is one run only.</summary>
    public string? File(string? path) => path is null || Alone
        ? path
        : Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            $"{Path.GetFileNameWithoutExtension(path)}-{Digits}{Path.GetExtension(path)}");

    /// <summary><c>locust</c> → <c>locust/03</c>; as it is where there is one run only.</summary>
    public string? Folder(string? path) => path is null || Alone ? path : Path.Combine(path, Digits);

    /// <summary>
    /// Returns the servers in turns, every second round in reverse, A B B A A B: an effect that changes with time then hits all alike.
    /// </summary>
    /// <param name="servers">The servers, in the order of the first round.</param>
    /// <param name="rounds">Number of rounds; each server has one turn in a round.</param>
    public static IReadOnlyList<T> InTurns<T>(IReadOnlyList<T> servers, int rounds) =>
        [.. Enumerable.Range(0, rounds).SelectMany(round => round % 2 == 0 ? servers : servers.Reverse())];
}
