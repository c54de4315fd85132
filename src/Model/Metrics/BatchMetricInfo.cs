namespace EdFi.BatchPerf;

/// <summary>Description of one figure of <see cref="BatchMetrics"/>: its name, unit and meaning.</summary>
public sealed record BatchMetricInfo
{
    /// <summary>As thresholds and comparisons name it.</summary>
    public required string Name { get; init; }

    /// <summary>The property of <see cref="BatchMetrics"/> and the column of CSV files; null for the verdict, which is the run's.</summary>
    public string? Property { get; init; }

    /// <summary>Unit of the figure.</summary>
    public required ThresholdUnit Unit { get; init; }

    /// <summary>Direction in which the figure improves.</summary>
    public MetricBetter Better { get; init; }

    /// <summary>True where a threshold may ask it <c>in every</c> window of a run.</summary>
    public bool InWindows { get; init; }

    /// <summary>Meaning of the figure, as text.</summary>
    public required string Meaning { get; init; }

    /// <summary>Name and meaning.</summary>
    public override string ToString() => $"{Name}: {Meaning}";
}
