namespace EdFi.BatchPerf;

/// <summary>
/// One figure of a candidate against that of a baseline. Differences are the candidate's ratio to the baseline less 1, in percent: +5 is 5
/// % more; those of the failure rate are percentage points. Unknown values are null.
/// </summary>
public sealed record BatchComparison
{
    /// <summary>Request name, or <c>Aggregated</c> for all of them.</summary>
    public required string Name { get; init; }

    /// <summary>HTTP method of the requests; null for all of them.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// The figure: <c>committedOperationsPerSecond</c>, <c>p50</c>, <c>p95</c>, <c>p99</c>, <c>tripleMean</c> or <c>failureRate</c>.
    /// </summary>
    public required string Metric { get; init; }

    /// <summary>Unit of <see cref="BaselineMedian"/> and <see cref="CandidateMedian"/>.</summary>
    public ThresholdUnit Unit { get; init; }

    /// <summary>True for the one figure that decides; all others are corrected for their number.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>Proven relation of the candidate to the baseline.</summary>
    public ComparisonVerdict Verdict { get; init; }

    /// <summary>Direction of an unproven difference; null where there is no direction, or where something is proven.</summary>
    public ComparisonVerdict? Direction { get; init; }

    /// <summary>The figure's median over the baseline's runs.</summary>
    public double? BaselineMedian { get; init; }

    /// <summary>The figure's median over the candidate's runs.</summary>
    public double? CandidateMedian { get; init; }

    /// <summary>The difference, Hodges and Lehmann's estimate: the median over all pairs of a run of each side.</summary>
    public double? DifferencePercent { get; init; }

    /// <summary>Lower end of the difference's 95 % interval.</summary>
    public double? LowerPercent { get; init; }

    /// <summary>Upper end of the difference's 95 % interval.</summary>
    public double? UpperPercent { get; init; }

    /// <summary>Lower end of the difference's 90 % interval.</summary>
    public double? Lower90Percent { get; init; }

    /// <summary>Upper end of the difference's 90 % interval.</summary>
    public double? Upper90Percent { get; init; }

    /// <summary>The smallest difference that matters.</summary>
    public double MinimumEffectPercent { get; init; }

    /// <summary>
    /// Probability of a difference like this between equal sides: Mann and Whitney's test, two-sided; of a bootstrap within one run.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary><see cref="PValue"/> after Holm's correction for the number of figures; the primary figure's is not corrected.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Runs of the baseline.</summary>
    public int BaselineRuns { get; init; }

    /// <summary>Runs of the candidate.</summary>
    public int CandidateRuns { get; init; }

    /// <summary>
    /// About how many runs a side would prove something, if the figures went on as they are; null where something is proven, or more than
    /// 1,000.
    /// </summary>
    public int? RunsNeeded { get; init; }

    /// <summary>
    /// Kind of samples on each side, which sets how far the verdict holds: for further runs, or within these two runs only.
    /// </summary>
    public ComparisonBasis Basis { get; init; }

    /// <summary>Runs of the baseline whose own verdict is ClientLimited: the load generator was the limit, not the server.</summary>
    public int BaselineClientLimited { get; init; }

    /// <summary>Runs of the candidate whose own verdict is ClientLimited.</summary>
    public int CandidateClientLimited { get; init; }

    /// <summary>The baseline's load in words.</summary>
    public required string BaselineLoad { get; init; }

    /// <summary>The candidate's load in words.</summary>
    public required string CandidateLoad { get; init; }

    /// <summary>The verdict and its reason in words.</summary>
    public required string Message { get; init => field = PlainText.Lines(value); }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
