using System.Globalization;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>Relations between figures, said in words where they do not hold.</summary>
internal static class Figures
{
    /// <summary>The longest run lasts 30 days, and drains.</summary>
    public const double MaxSeconds = 40L * 24 * 3600;

    /// <summary>So that sums of a million of them are exact and do not overflow.</summary>
    private const long MaxCount = 1_000_000_000_000;

    public static string? Counts(string what, params ReadOnlySpan<(string Name, long Count)> counts)
    {
        foreach (var (name, count) in counts)
        {
            if (count is < 0 or > MaxCount)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{what}: {name} is {count}");
            }
        }

        return null;
    }

    public static string? Sum(string what, string name, long given, long sum) =>
        given == sum ? null : string.Create(CultureInfo.InvariantCulture, $"{what}: {name} is {given}, and its parts add up to {sum}");

    public static string? AtMost(string what, string name, long given, long most) =>
        given <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{what}: {name} is {given}, of {most} in all");

    public static string? Measures(string what, params ReadOnlySpan<(string Name, double? Measure)> measures)
    {
        foreach (var (name, measure) in measures)
        {
            if (measure is { } number && !(number is >= 0 and <= 1e15))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{what}: {name} is {number}");
            }
        }

        return null;
    }

    /// <summary>Percentiles, in the order of their shares: none is less than the one before it.</summary>
    public static string? Ascending(string what, params ReadOnlySpan<(string Name, double? Measure)> measures)
    {
        const double rounding = 1.002;
        double? before = null;
        foreach (var (name, measure) in measures)
        {
            if (measure is { } number)
            {
                if (number * rounding < before)
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{what}: {name} is {number}, less than {before}");
                }

                before = number;
            }
        }

        return null;
    }
}
