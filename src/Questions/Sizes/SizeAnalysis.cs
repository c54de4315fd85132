namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>Makes a study of the runs that a schedule has gathered, at any time: points, line, knee, limit and words.</summary>
internal static class SizeAnalysis
{
    /// <summary>Default of the largest shortfall of the knee against the best size, as a share of the best.</summary>
    public const double DefaultTolerance = 0.10;

    /// <summary>Share of failed batches above which a size is not recommended unless it is said otherwise.</summary>
    public const double DefaultFailureLimit = 0.01;

    /// <summary>Difference between the failure rates of sizes from which on a study says that their times hardly compare.</summary>
    public const double MaxFailureDifference = 0.005;

    /// <summary>Analyses.</summary>
    /// <param name="schedule">The order and the runs.</param>
    /// <param name="setting">Server and settings of the runs.</param>
    public static BatchSizeStudy Of(SizeSchedule schedule, SizeSetting setting)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(setting);
        var points = schedule.Sizes.Select(size => Point(size, RunsOf(size), setting.FailureLimit)).ToList();
        var usable = points.Where(p => IsUsable(p, setting.FailureLimit)).ToList();
        var fit = Fit(schedule.Runs, [.. usable.Select(static p => p.TripleCount)], setting.FailureLimit);
        var best = usable.OrderByDescending(static p => p.CommittedOperationsPerSecond).FirstOrDefault();
        var knee = SizeKnee.Of([.. usable.Select(static p => (p.TripleCount, p.CommittedOperationsPerSecond!.Value))], setting.Tolerance);
        var interval = SizeKnee.Interval(Repeats(schedule.Runs, usable), setting.Tolerance, schedule.Seed);
        var study = new BatchSizeStudy
        {
            Server = setting.Server,
            ServerVersion = setting.ServerVersion,
            Scenarios = setting.Scenarios,
            ClientCount = setting.ClientCount,
            Duration = setting.Duration,
            Seed = schedule.Seed,
            Repeat = schedule.Repeat,
            RunsPlanned = schedule.Planned,
            RunsMeasured = schedule.Runs.Count(static r => r.Measured),
            Complete = schedule.Complete,
            StartedAt = schedule.Runs.Min(static r => r.StartedAt),
            Runs = schedule.Runs.ToArray(), // an array: PowerShell takes slices of nothing else as an operator expects
            FixedMs = fit?.Fixed,
            FixedLowMs = fit?.Fixed - fit?.FixedReach,
            FixedHighMs = fit?.Fixed + fit?.FixedReach,
            MarginalMs = fit?.Marginal,
            MarginalLowMs = fit?.Marginal - fit?.MarginalReach,
            MarginalHighMs = fit?.Marginal + fit?.MarginalReach,
            RSquared = fit?.RSquared,
            ResidualMs = fit?.Residual,
            LargestDeviation = fit?.LargestDeviation,
            BreakEvenOperations = fit is { Fixed: > 0, Marginal: > 0 } ? fit.Fixed / fit.Marginal : null,
            KneeTripleCount = knee,
            KneeLowTripleCount = interval?.Low,
            KneeHighTripleCount = interval?.High,
            KneeTolerance = setting.Tolerance,
            FailureLimit = setting.FailureLimit,
            BestTripleCount = best?.TripleCount,
            BatchLimit = schedule.Limit,
            BatchLimitSource = schedule.LimitSource,
            BatchLimitMessage = schedule.LimitMessage,
        };
        study = study with { Points = points, Notes = SizeWords.Notes(study with { Points = points }) };
        var words = SizeWords.Recommendation(study, schedule.Sizes);
        return study with
        {
            Recommendation = words,
            Points = points.Select(p => p with
            {
                ShareOfBest = IsUsable(p, setting.FailureLimit)
                    ? p.CommittedOperationsPerSecond / best!.CommittedOperationsPerSecond
                    : null,
                Recommended = p.TripleCount == knee,
                FittedMs = fit?.At(p.OperationCount),
                Recommendation = words,
            }).ToArray(),
        };

        List<BatchSizeRun> RunsOf(StudySize size) => [.. schedule.Runs.Where(r => r.TripleCount == size.TripleCount)];
    }

    /// <summary>True for a size that can be recommended: measured, by a client that was not the limit, with hardly a failure.</summary>
    private static bool IsUsable(BatchSizePoint point, double failureLimit) =>
        point is { Runs: > 0, Refused: false, ClientLimited: false, CommittedOperationsPerSecond: > 0 }
            && point.FailureRate <= failureLimit;

    private static BatchSizePoint Point(StudySize size, IReadOnlyList<BatchSizeRun> all, double failureLimit)
    {
        var runs = all.Where(static r => r.Measured).ToList();
        var limited = runs.Count(static r => r.Verdict == RunVerdict.ClientLimited);
        var rate = MeanInterval.Of(runs.Select(static r => (double?)r.CommittedOperationsPerSecond));
        var p50 = MeanInterval.Of(runs.Select(static r => r.P50Ms));
        var p95 = MeanInterval.Of(runs.Select(static r => r.P95Ms));
        var p99 = MeanInterval.Of(runs.Select(static r => r.P99Ms));
        var cost = MeanInterval.Of(runs.Select(static r => r.MsPerOperation));
        var point = new BatchSizePoint
        {
            TripleCount = size.TripleCount,
            OperationCount = size.OperationCount,
            Runs = runs.Count,
            ClientLimitedRuns = limited,
            ClientLimited = limited > 0 && limited * 2 >= runs.Count,
            Refused = all.Any(static r => r.Refused),
            CommittedOperationsPerSecond = rate.Mean,
            CommittedOperationsPerSecondLow = rate.Low,
            CommittedOperationsPerSecondHigh = rate.High,
            BatchesPerSecond = MeanInterval.Of(runs.Select(static r => (double?)r.BatchesPerSecond)).Mean,
            P50Ms = p50.Mean,
            P50LowMs = p50.Low,
            P50HighMs = p50.High,
            P95Ms = p95.Mean,
            P95LowMs = p95.Low,
            P95HighMs = p95.High,
            P99Ms = p99.Mean,
            P99LowMs = p99.Low,
            P99HighMs = p99.High,
            ServiceP50Ms = MeanInterval.Of(runs.Select(static r => r.ServiceP50Ms)).Mean,
            MsPerOperation = cost.Mean,
            MsPerOperationLow = cost.Low,
            MsPerOperationHigh = cost.High,
            FailureRate = MeanInterval.Of(runs.Select(static r => (double?)r.FailureRate)).Mean ?? 0,
        };
        return point with { Note = SizeWords.Note(point, all, failureLimit) };
    }

    /// <summary>Through the runs of sizes that can be trusted; through all where these are too few for a line.</summary>
    private static LineFit? Fit(IReadOnlyList<BatchSizeRun> runs, HashSet<int> trusted, double failureLimit) =>
        LineFit.Of(Samples(runs.Where(r => trusted.Contains(r.TripleCount)), failureLimit)) ?? LineFit.Of(Samples(runs, failureLimit));

    private static List<(double X, double Y)> Samples(IEnumerable<BatchSizeRun> runs, double failureLimit) =>
        [
            .. runs.Where(r => r is { Measured: true, ServiceP50Ms: not null } && r.FailureRate <= failureLimit)
            .Select(static r => (r.OperationCount, r.ServiceP50Ms!.Value)),
        ];

    private static List<IReadOnlyDictionary<int, double>> Repeats(IReadOnlyList<BatchSizeRun> runs, List<BatchSizePoint> usable)
    {
        var sizes = usable.Select(static p => p.TripleCount).ToHashSet();
        return [.. runs.Where(r => r.Measured && sizes.Contains(r.TripleCount)).GroupBy(static r => r.Repeat)
            .Select(
                static g => (IReadOnlyDictionary<int, double>)g.ToDictionary(
                    static r => r.TripleCount,
                    static r => r.CommittedOperationsPerSecond))];
    }
}
