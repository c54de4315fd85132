using System.Globalization;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>The numbers of a journal's lines, within the bounds of those that a run can write.</summary>
internal static class JournalNumbers
{
    private const int MaxClient = 10_000_000;
    private const int MaxPosition = 100_000;
    private const long MaxTurn = 1_000_000_000_000;
    private static readonly TimeSpan MaxElapsed = TimeSpan.FromDays(366);

    public static bool Client(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MaxClient;

    public static bool Turn(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MaxTurn;

    /// <summary>Of a triple in a batch, or of an operation in a triple.</summary>
    public static bool Position(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MaxPosition;

    public static bool Elapsed(string text, out TimeSpan elapsed)
    {
        var known = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= MaxElapsed.TotalMilliseconds;
        elapsed = known ? TimeSpan.FromMilliseconds(ms) : TimeSpan.Zero;
        return known;
    }

    public static bool Reason(string text, out StopReason reason) =>
        Enum.TryParse(text, out reason) && Enum.IsDefined(reason) && string.Equals(reason.ToString(), text, StringComparison.Ordinal);
}
