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

    /// <summary>Reads <c>METRIC OPERATOR LIMIT</c>: operators <c>&lt; &lt;= &gt; &gt;= = !=</c>; units <c>ms</c>, <c>s</c>, <c>%</c>, <c>/s</c>; without one, the metric's own.</summary>
    /// <exception cref="BatchPerfException"><c>ThresholdInvalid</c>, <c>ThresholdMetricUnknown</c>.</exception>
    public static BatchThreshold Parse(string text) => Thresholds.ThresholdParser.Parse(text);

    /// <summary>Holds a row of metrics against the limit.</summary>
    public BatchThresholdResult Test(BatchMetrics metrics) => Thresholds.ThresholdJudge.Judge(this, metrics);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
