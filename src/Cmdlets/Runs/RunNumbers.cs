using System.Globalization;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The order in which several runs are made, and the names of their files.</summary>
internal static class RunNumbers
{
    /// <summary>Connections in turns, every second round in reverse, A B B A A B: what changes with time then hits all alike.</summary>
    public static IReadOnlyList<T> InTurns<T>(IReadOnlyList<T> connections, int rounds) =>
        [.. Enumerable.Range(0, rounds).SelectMany(round => round % 2 == 0 ? connections : connections.Reverse())];

    /// <summary><c>results.csv</c> → <c>results-03.csv</c>, with as many digits as the last one takes; as it is where there is one run only.</summary>
    public static string? File(string? path, int number, int total) =>
        path is null || total == 1 ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{Digits(number, total)}{Path.GetExtension(path)}");

    /// <summary><c>locust</c> → <c>locust/03</c>.</summary>
    public static string? Folder(string? path, int number, int total) => path is null || total == 1 ? path : Path.Combine(path, Digits(number, total));

    private static string Digits(int number, int total) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(total.ToString(CultureInfo.InvariantCulture).Length, '0');
}
