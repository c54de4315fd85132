namespace EdFi.BatchPerf;

/// <summary>Result of one threshold on one row of metrics.</summary>
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

    /// <summary>Measured value, a number in <see cref="Unit"/> or the name of a verdict; null where there was nothing to measure.</summary>
    public object? Actual { get; init; }

    /// <summary>The limit, in the same unit.</summary>
    public required object Limit { get; init; }

    /// <summary>Unit of <see cref="Actual"/> and <see cref="Limit"/>.</summary>
    public ThresholdUnit Unit { get; init; }

    /// <summary>
    /// True when <see cref="Actual"/> is a lower bound only (<c>≥ x</c>), because batches were cut off at the end of the run.
    /// </summary>
    public bool ActualIsLowerBound { get; init; }

    /// <summary>
    /// Number of windows tested; null for a threshold of the whole measured part. <see cref="Actual"/> is the worst window's figure then.
    /// </summary>
    public int? Windows { get; init; }

    /// <summary>Number of windows that keep the threshold.</summary>
    public int? WindowsKept { get; init; }

    /// <summary>Start of the worst window, in seconds since the start of the run.</summary>
    public double? WorstWindowStartSeconds { get; init; }

    /// <summary>True when the threshold is kept, and the figures prove it.</summary>
    public bool Passed { get; init; }

    /// <summary>The result as a sentence.</summary>
    public required string Message { get; init => field = PlainText.Lines(value); }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
