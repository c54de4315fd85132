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

    /// <summary>
    /// Reads <c>METRIC OPERATOR LIMIT [for NAME] [in every DURATION]</c>: operators <c>&lt; &lt;= &gt; &gt;= = !=</c>; units <c>ms</c>,
    /// <c>s</c>, <c>%</c>, <c>/s</c>; without one, the metric's own.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>ThresholdInvalid</c>, <c>ThresholdMetricUnknown</c>.</exception>
    public static BatchThreshold Parse(string text) => Thresholds.ThresholdParser.Parse(text);

    /// <summary>Holds a row of metrics against the limit.</summary>
    public BatchThresholdResult Test(BatchMetrics metrics) => Thresholds.ThresholdJudge.Judge(this, metrics);

    /// <summary>Holds a run, or metrics, against the limit: a result for each request name that it is meant for.</summary>
    /// <param name="subject">What is tested.</param>
    /// <param name="names">Chooses request names where <see cref="Name"/> does not; null for the row <c>Aggregated</c>.</param>
    /// <exception cref="BatchPerfException"><c>NothingToTest</c>, <c>RequestNameUnknown</c>, <c>ThresholdWindowNotPossible</c>.</exception>
    public IReadOnlyList<BatchThresholdResult> Test(ThresholdSubject subject, RequestNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var chosen = Name is null ? names : RequestNames.Like(Name);
        return Window is { } width
            ? Thresholds.ThresholdWindowJudge.Judge(this, subject.Windows(width), Thresholds.ThresholdRows.Choose(subject.Rows, chosen))
            : [.. Thresholds.ThresholdRows.Choose(subject.Rows, chosen).Select(Test)];
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
