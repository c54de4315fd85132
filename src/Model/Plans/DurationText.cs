using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf;

/// <summary>Durations as people type them: <c>250ms</c>, <c>30s</c>, <c>5m</c>, <c>1h30m</c>, or a TimeSpan, <c>00:05:00</c>.</summary>
public static partial class DurationText
{
    // Half of what a TimeSpan can hold, so that durations can be added.
    private const decimal MostMilliseconds = 461_168_601_842_738m;

    private static readonly (string Unit, decimal Milliseconds)[] Parts =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>Reads a duration of zero or more; false when the text is not a duration.</summary>
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

        decimal milliseconds = 0;
        foreach (var (unit, factor) in Parts)
        {
            var group = match.Groups[unit];
            var number = 0m;
            if (group.Success
                && (!decimal.TryParse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
                    || number > MostMilliseconds / factor))
            {
                return false;
            }

            milliseconds += number * factor;
        }

        if (milliseconds > MostMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
        return true;
    }

    /// <summary>Writes a duration so that <see cref="TryParse"/> reads it back, to the millisecond.</summary>
    public static string Format(TimeSpan duration)
    {
        var whole = duration.Ticks / TimeSpan.TicksPerMillisecond;
        return whole % 1000 != 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole}ms")
            : whole % 60_000 != 0 || whole == 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole / 1000}s")
            : whole % 3_600_000 != 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60_000}m")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3_600_000}h");
    }

    [GeneratedRegex(
        @"^((?<d>[0-9]+(\.[0-9]+)?)d)?((?<h>[0-9]+(\.[0-9]+)?)h)?((?<m>[0-9]+(\.[0-9]+)?)m(?!s))?((?<s>[0-9]+(\.[0-9]+)?)s)?((?<ms>[0-9]+(\.[0-9]+)?)ms)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Units();

    /// <summary>Hours up to 23: TimeSpan takes 24:00:00 for 24 days.</summary>
    [GeneratedRegex(
        @"^([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9](\.[0-9]{1,7})?)?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Clock();
}
