namespace EdFi.BatchPerf;

/// <summary>Whether a row of metrics keeps a threshold.</summary>
public sealed record BatchThresholdResult
{
    /// <summary>The threshold as it was written.</summary>
    public required string Threshold { get; init; }

    /// <summary>The figure's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The request name whose metrics were looked at; <c>Aggregated</c> for all.</summary>
    public required string Name { get; init; }

    /// <summary>The run's id; null where metrics come from several.</summary>
    public string? RunId { get; init; }

    /// <summary>
    /// What was measured, a number in <see cref="Unit"/> or the name of a verdict; null where there was nothing to measure.
    /// </summary>
    public object? Actual { get; init; }

    /// <summary>The limit, in the same unit.</summary>
    public required object Limit { get; init; }

    /// <summary>What both are counted in.</summary>
    public ThresholdUnit Unit { get; init; }

    /// <summary>
    /// True when <see cref="Actual"/> is a lower bound only (<c>≥ x</c>), because batches were cut off at the end of the run.
    /// </summary>
    public bool ActualIsLowerBound { get; init; }

    /// <summary>
    /// How many windows were looked at; null for a threshold of the whole measured part. <see cref="Actual"/> is the worst window's figure
    /// then.
    /// </summary>
    public int? Windows { get; init; }

    /// <summary>How many of the windows keep it.</summary>
    public int? WindowsKept { get; init; }

    /// <summary>When the worst window began, in seconds since the start of the run.</summary>
    public double? WorstWindowStartSeconds { get; init; }

    /// <summary>True when the threshold is kept, and the figures prove it.</summary>
    public bool Passed { get; init; }

    /// <summary>The same in words.</summary>
    public required string Message { get; init => field = PlainText.Lines(value); }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
