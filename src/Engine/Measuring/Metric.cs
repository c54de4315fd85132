using System.Reflection;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// One figure of <see cref="BatchMetrics"/>: a row of <see cref="MetricTable"/>, from which CSV, JSON, thresholds, comparison, merging,
/// checks and the report follow.
/// </summary>
internal sealed record Metric
{
    private readonly Func<BatchMetrics, double?> _read;
    private readonly Action<BatchMetrics, double?> _write;

    /// <param name="property">The property of <see cref="BatchMetrics"/>: a whole number, a number, or one that may be null.</param>
    public Metric(string property)
    {
        Property = property;
        var info = typeof(BatchMetrics).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)
            ?? throw new ArgumentException($"BatchMetrics has no property {property}.", nameof(property));
        (_read, _write, IsWhole) = Access(info);
    }

    /// <summary>The property: its column in CSV and, in camel case, its name in JSON.</summary>
    public string Property { get; }

    /// <summary>As thresholds and comparisons name it.</summary>
    public required string Name { get; init; }

    /// <summary>Another way to write it, beside the property's own name; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>Names of the figure in other load testers and in their field, from which a misspelt one is guessed.</summary>
    public IReadOnlyList<string> OtherWords { get; init; } = [];

    /// <summary>Unit of the figure.</summary>
    public required ThresholdUnit Unit { get; init; }

    /// <summary>Direction in which the figure improves.</summary>
    public MetricBetter Better { get; init; }

    /// <summary>The report's table that shows it.</summary>
    public MetricGroup Group { get; init; }

    /// <summary>True for a figure that the report folds away, because few readers ask for it.</summary>
    public bool IsDetail { get; init; }

    /// <summary>Its heading in tables.</summary>
    public required string Heading { get; init; }

    /// <summary>
    /// Its heading, with its unit, in tables that have room for a few figures (the console's, the module's); null where it is not shown
    /// there.
    /// </summary>
    public string? Column { get; init; }

    /// <summary>Meaning of the figure, as text.</summary>
    public required string Words { get; init; }

    /// <summary>Reads the figure from counts; null where there is no sample.</summary>
    public required Func<CountedRow, double?> Count { get; init; }

    /// <summary>Merges the figure from the rows of several runs; null where it cannot be merged.</summary>
    public required Func<Metric, MergedRow, double?> Merge { get; init; }

    /// <summary>Reads the figure from a part of a run; null where parts do not have it.</summary>
    public Func<BatchIntervalMetrics, double?>? ReadWindow { get; init; }

    /// <summary>True for a figure whose upper limit bounds how many batches fail, for whatever reason.</summary>
    public bool LimitsFailures { get; init; }

    /// <summary>The reason that it counts failures of; null for all else.</summary>
    public ErrorKind? Kind { get; init; }

    /// <summary>The distribution of times that it summarizes; null where it is no time of requests.</summary>
    public MetricTimes? Times { get; init; }

    /// <summary>Percentile of these times, 0 for the shortest, 100 for the longest; null where the figure is none.</summary>
    public double? Percentile { get; init; }

    /// <summary>True for a count, which has no fractions.</summary>
    public bool IsWhole { get; }

    /// <summary>True for a number of bytes, which grows larger than any count of requests or operations.</summary>
    public bool IsSize { get; init; }

    /// <summary>Description of the figure for operators.</summary>
    public BatchMetricInfo Info => new()
    {
        Name = Name,
        Property = Property,
        Unit = Unit,
        Better = Better,
        InWindows = ReadWindow is not null,
        Meaning = Times switch
        {
            MetricTimes.Response => $"response time of successes: {Words}",
            MetricTimes.Service => $"service time of successes: {Words}",
            MetricTimes.Failure => $"response time of failures: {Words}",
            MetricTimes.FirstByte => $"time to the first byte of successes: {Words}",
            _ => Words,
        },
    };

    /// <summary>Reads it from a row.</summary>
    public double? Read(BatchMetrics row) => _read(row);

    /// <summary>Writes it into a row that is being made.</summary>
    public void Write(BatchMetrics row, double? value) => _write(row, value);

    /// <summary>True for the ways to write it, in any letter case.</summary>
    public bool IsNamed(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Property, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Alias, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a row's figure can only be too low, because batches were cut off before they were answered.</summary>
    public bool IsLowerBound(BatchMetrics row) => Times is MetricTimes.Response or MetricTimes.Service && row.IsLowerBound(Percentile);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static (Func<BatchMetrics, double?> Read, Action<BatchMetrics, double?> Write, bool Whole) Access(PropertyInfo info)
    {
        var (get, set) = (info.GetMethod!, info.SetMethod!);
        if (info.PropertyType == typeof(long))
        {
            var (read, write) = (get.CreateDelegate<Func<BatchMetrics, long>>(), set.CreateDelegate<Action<BatchMetrics, long>>());
            return (row => read(row), (row, value) => write(row, (long)(value ?? 0)), true);
        }

        if (info.PropertyType == typeof(double))
        {
            var (read, write) = (get.CreateDelegate<Func<BatchMetrics, double>>(), set.CreateDelegate<Action<BatchMetrics, double>>());
            return (row => read(row), (row, value) => write(row, value ?? 0), false);
        }

        return (get.CreateDelegate<Func<BatchMetrics, double?>>(), set.CreateDelegate<Action<BatchMetrics, double?>>(), false);
    }
}
