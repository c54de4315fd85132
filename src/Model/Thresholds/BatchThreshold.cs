namespace EdFi.BatchPerf;

/// <summary>A limit for one figure of the metrics, such as <c>p95 &lt; 250ms</c>.</summary>
public sealed record BatchThreshold
{
    /// <summary>The threshold as it was written.</summary>
    public required string Text { get; init; }

    /// <summary>The figure's name, for example <c>p95</c> or <c>failureRate</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Operator that compares the figure with the limit.</summary>
    public ThresholdOperator Operator { get; init; }

    /// <summary>Unit of figure and limit.</summary>
    public ThresholdUnit Unit { get; init; }

    /// <summary>The limit in <see cref="Unit"/>; 0 for a verdict.</summary>
    public double Limit { get; init; }

    /// <summary>The verdict asked for; null for a number.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>The request names it is meant for, with <c>*</c> and <c>?</c>; null for whatever is asked about.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Length of each window in which the figure has to keep the limit; null when it has to over the whole measured part.
    /// </summary>
    public TimeSpan? Window { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
