using System.Globalization;
using System.Reflection;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>
/// All figures of <see cref="BatchMetrics"/> that a threshold can be set for: every number of it, so that none is forgotten.
/// </summary>
internal static class ThresholdMetrics
{
    public const string Verdict = "verdict";
    private const string Milliseconds = "Ms";

    public static IReadOnlyList<ThresholdMetric> All { get; } =
    [
        .. typeof(BatchMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.Name != nameof(BatchMetrics.CensoredFromPercentile) && (p.PropertyType == typeof(long) || p.PropertyType == typeof(double) || p.PropertyType == typeof(double?)))
            .Select(Of),
    ];

    /// <summary>The names to choose from, those that are asked for most first.</summary>
    public static IEnumerable<string> Names =>
        ((string[])["p50", "p95", "p99", "p99.9", "max", "failureRate", "committedOperationsPerSecond", Verdict])
            .Concat(All.Select(static m => m.Name))
            .Distinct(StringComparer.Ordinal);

    /// <summary>The names of those that also parts of a run have.</summary>
    public static IEnumerable<string> WindowNames => All.Where(static m => m.ReadWindow is not null).Select(static m => m.Name);

    public static ThresholdMetric? Find(string name) => All.FirstOrDefault(m => m.IsNamed(name));

    private static ThresholdMetric Of(PropertyInfo property)
    {
        var time = property.Name.EndsWith(Milliseconds, StringComparison.Ordinal);
        var stem = time ? property.Name[..^Milliseconds.Length] : property.Name;
        var percentile = time ? PercentileOf(stem) : null;
        var name = CamelCase(
            percentile is > 99 and < 100
                ? stem.Insert(stem.Length - (stem.EndsWith("9999", StringComparison.Ordinal) ? 2 : 1), ".")
                : stem);
        return new ThresholdMetric(
            name,
            time ? [CamelCase(stem), property.Name] : [property.Name],
            time ? ThresholdUnit.Milliseconds : UnitOf(property.Name),
            percentile,
            SumsTimes: time && percentile is null && !stem.EndsWith("Min", StringComparison.Ordinal),
            row => Number(property.GetValue(row)),
            typeof(BatchIntervalMetrics).GetProperty(property.Name) is { } part ? row => Number(part.GetValue(row)) : null);
    }

    private static double? Number(object? value) => value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static ThresholdUnit UnitOf(string property) => property switch
    {
        nameof(BatchMetrics.FailureRate) => ThresholdUnit.Share,
        nameof(BatchMetrics.WindowSeconds) => ThresholdUnit.Seconds,
        _ => property.EndsWith("PerSecond", StringComparison.Ordinal) ? ThresholdUnit.PerSecond : ThresholdUnit.Count,
    };

    /// <summary><c>ServiceP999</c> is 99.9; <c>Max</c> is 100.</summary>
    private static double? PercentileOf(string stem)
    {
        if (stem.EndsWith("Max", StringComparison.Ordinal))
        {
            return 100;
        }

        var digits = stem[(stem.LastIndexOf('P') + 1)..];
        return stem.Contains('P', StringComparison.Ordinal)
            && double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number / Math.Pow(10, digits.Length - 2)
            : null;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
