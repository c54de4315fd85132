using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Reads moments that were written as text. 11/05 is a day of May in one culture and of November in another, so that a text is taken
/// only where it is what the way of writing writes: ISO 8601, or the general format of one culture, character by character.
/// </summary>
internal static class MomentText
{
    private static readonly string[] Iso = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK"];

    /// <summary>A moment as ISO 8601 writes it, in UTC, to 100 ns; null for none.</summary>
    public static string? Write(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>
    /// The moment; null where the text is none of ISO 8601 and none that the culture writes. Without an offset it is UTC.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="culture">The culture in which it was written.</param>
    public static DateTimeOffset? Read(string text, CultureInfo culture) =>
        DateTimeOffset.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out time)
            && Plain(time.ToString(culture)) == Plain(text) ? time
        : null;

    /// <summary>Newer versions of the culture data write narrow spaces where older ones write plain ones.</summary>
    private static string Plain(string text) => text.Replace('\u202f', ' ').Replace('\u00a0', ' ');
}
