namespace EdFi.BatchPerf;

/// <summary>A limit for one figure of the metrics, such as <c>p95 &lt; 250ms</c>.</summary>
public sealed record BatchThreshold
{
    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    /// <summary>The figure's name, for example <c>p95</c> or <c>failureRate</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>How the figure is held against the limit.</summary>
    public ThresholdOperator Operator { get; init; }

    /// <summary>What figure and limit are counted in.</summary>
    public ThresholdUnit Unit { get; init; }

    /// <summary>The limit in <see cref="Unit"/>; 0 for a verdict.</summary>
    public double Limit { get; init; }

    /// <summary>The verdict asked for; null for a number.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>The request names it is meant for, with <c>*</c> and <c>?</c>; null for whatever is asked about.</summary>
    public string? Name { get; init; }

    /// <summary>How long each of the windows is that have to keep it; null when the figure of the whole measured part has to.</summary>
    public TimeSpan? Window { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
