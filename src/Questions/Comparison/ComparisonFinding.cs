namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Difference of one figure with its samples, from which its row is made.</summary>
internal sealed class ComparisonFinding(RequestName? request, ComparedMetric metric, bool isPrimary)
{
    public bool IsPrimary => isPrimary;

    public ComparisonBasis Basis { get; init; }

    /// <summary>Null where there is none to be had.</summary>
    public Difference? Difference { get; init; }

    /// <summary>Why nothing can be proven; null where something could be.</summary>
    public string? Why { get; init; }

    /// <summary>True where more runs would not tell either, and the difference points nowhere.</summary>
    public bool SaysNothing { get; init; }

    /// <summary>After Holm's correction; the plain one of the primary figure.</summary>
    public double? AdjustedPValue { get; set; }

    public BatchComparison ToRow(ComparedSide baseline, ComparedSide candidate, ComparisonOptions options)
    {
        var rule = new ComparisonRule(metric, options);
        var corrected = AdjustedPValue ?? Difference?.PValue ?? 1;
        var verdict = Difference is null || Why is not null ? ComparisonVerdict.Unproven : rule.Decide(Difference, corrected);
        var unproven = verdict == ComparisonVerdict.Unproven;

        // The estimate is of one test alone and by chance may be of fewer runs than were given and did not do.
        var needed = unproven && !SaysNothing && Difference is not null && rule.Needed(Difference) is { } runs
            ? Math.Max(runs, Basis == ComparisonBasis.Runs ? Math.Min(baseline.Count, candidate.Count) + 1 : 0)
            : (int?)null;
        var tested = Difference?.Within95 is not null;
        var row = new BatchComparison
        {
            Name = request?.Name ?? BatchMetrics.AggregatedName,
            Method = request?.Method,
            Metric = metric.Name,
            Unit = metric.Unit,
            IsPrimary = isPrimary,
            Verdict = verdict,
            Direction = unproven && !SaysNothing && Difference is not null ? rule.Direction(Difference) : null,
            BaselineMedian = baseline.Median(request, metric),
            CandidateMedian = candidate.Median(request, metric),
            DifferencePercent = Percent(Difference?.Estimate),
            LowerPercent = Percent(Difference?.Within95?.Lower),
            UpperPercent = Percent(Difference?.Within95?.Upper),
            Lower90Percent = Percent(Difference?.Within90?.Lower),
            Upper90Percent = Percent(Difference?.Within90?.Upper),
            MinimumEffectPercent = rule.EffectPercent,
            PValue = tested ? Difference?.PValue : null,
            AdjustedPValue = tested ? corrected : null,
            BaselineRuns = baseline.Count,
            CandidateRuns = candidate.Count,
            RunsNeeded = needed,
            Basis = Basis,
            BaselineClientLimited = baseline.ClientLimited,
            CandidateClientLimited = candidate.ClientLimited,
            BaselineLoad = baseline.Load,
            CandidateLoad = candidate.Load,
            Message = "",
        };
        return row with { Message = ComparisonText.Of(row, Why, baseline.Censored(request, metric) + candidate.Censored(request, metric)) };
    }

    private double? Percent(double? difference) => difference is { } known ? metric.ToPercent(known) : null;
}
