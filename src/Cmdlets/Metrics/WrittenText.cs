using System.Globalization;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads numbers, times and truths that were written as text, with Export-Csv in the culture of the session or else in the invariant one.
/// No thousands are taken, so that no culture takes another one's 1,5 for 15.
/// </summary>
internal static class WrittenText
{
    public static bool TryRead<T>(string text, out T value)
        where T : struct
    {
        object? read = typeof(T) == typeof(double) ? Number(text)
            : typeof(T) == typeof(DateTimeOffset) ? Time(text)
            : typeof(T) == typeof(bool) && bool.TryParse(text, out var truth) ? truth // to PowerShell every text is true, 'False' too
            : null;
        value = read is T found ? found : default;
        return read is T;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out var number) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(text, "o", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        || DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeUniversal, out time)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) ? time : null;
}
