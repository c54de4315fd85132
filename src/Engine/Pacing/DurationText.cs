using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf;

/// <summary>Durations as people type them: <c>250ms</c>, <c>30s</c>, <c>5m</c>, <c>1h30m</c>, or a TimeSpan, <c>00:05:00</c>.</summary>
public static partial class DurationText
{
    /// <summary>Reads a duration of zero or more; false when the text is none.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Contains(':', StringComparison.Ordinal))
        {
            return Clock().IsMatch(trimmed) && TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out duration);
        }

        var match = Units().Match(trimmed);
        if (!match.Success || trimmed.Length == 0)
        {
            return false;
        }

        var milliseconds = (Part(match, "d") * 86_400_000) + (Part(match, "h") * 3_600_000) + (Part(match, "m") * 60_000)
            + (Part(match, "s") * 1000) + Part(match, "ms");
        if (milliseconds > TimeSpan.MaxValue.TotalMilliseconds / 2)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Reads a duration of zero or more.</summary>
    /// <exception cref="BatchPerfException">The text is no duration.</exception>
    public static TimeSpan Parse(string? text) => TryParse(text, out var duration)
        ? duration
        : throw new BatchPerfException("InvalidDuration", ProblemKind.InvalidInput, $"'{text}' is not a duration.", "Write it like 250ms, 30s, 5m, 1h30m or 00:05:00.");

    /// <summary>Writes a duration so that <see cref="Parse"/> reads it back, to the millisecond.</summary>
    public static string Format(TimeSpan duration)
    {
        var whole = (long)duration.TotalMilliseconds;
        return whole % 1000 != 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole}ms")
            : whole % 60_000 != 0 || whole == 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole / 1000}s")
            : whole % 3_600_000 != 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60_000}m")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3_600_000}h");
    }

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^((?<d>[0-9]+(\.[0-9]+)?)d)?((?<h>[0-9]+(\.[0-9]+)?)h)?((?<m>[0-9]+(\.[0-9]+)?)m(?!s))?((?<s>[0-9]+(\.[0-9]+)?)s)?((?<ms>[0-9]+(\.[0-9]+)?)ms)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Units();

    /// <summary>Hours up to 23: TimeSpan takes 24:00:00 for 24 days.</summary>
    [GeneratedRegex(@"^([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9](\.[0-9]{1,7})?)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
