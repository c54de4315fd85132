using System.Globalization;

namespace EdFi.BatchPerf.Settings;

/// <summary>
/// Reads a moment in ISO 8601 with its offset from UTC, <c>2026-11-27T20:00:00Z</c> or <c>2026-11-27T21:00:00.5+01:00</c>: machines may
/// have different time zones, so that none is guessed.
/// </summary>
internal static class MomentSetting
{
    private const string Example = "2026-11-27T20:00:00Z or 2026-11-27T21:00:00+01:00";
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm"];
    private static readonly string[] Moments = [.. Times.SelectMany(static time => new[] { time + "zzz", time + "'Z'" })];

    /// <summary>Reads it; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: not a moment, or without an offset.</exception>
    public static DateTimeOffset? Read(SettingsReader settings, Setting setting)
    {
        if (settings.Find(setting) is not { } value)
        {
            return null;
        }

        var text = value.Text.Trim();
        var culture = CultureInfo.InvariantCulture;
        return DateTimeOffset.TryParseExact(text, Moments, culture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw SettingsReader.Invalid(
                value,
                DateTime.TryParseExact(text, Times, culture, DateTimeStyles.None, out _)
                    ? "has no offset from UTC, without which it is another moment on each machine"
                    : "is not a moment",
                $"Write it like {Example}.");
    }
}
