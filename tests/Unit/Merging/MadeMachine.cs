using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Unit.Metrics;

namespace EdFi.BatchPerf.Unit.Merging;

/// <summary>A machine that sent batches at a constant pace from its run's start on, and whose clock may be wrong.</summary>
/// <param name="Name">Its name, of which its run's id follows.</param>
internal sealed record MadeMachine(string Name)
{
    public static readonly DateTimeOffset Start = Samples.Start.AddMinutes(5);

    /// <summary>By how much its clock is ahead, in seconds.</summary>
    public double ClockSeconds { get; init; }

    /// <summary>How much later than the others it really began, in seconds.</summary>
    public double LateSeconds { get; init; }

    public bool HasCommonStart { get; init; } = true;

    public double WarmUpSeconds { get; init; } = 2;

    public double Seconds { get; init; } = 10;

    public int PerSecond { get; init; } = 100;

    /// <summary>Every so many batches one fails; 0 for none.</summary>
    public int FailEvery { get; init; }

    public string? Segment { get; init; }

    public int Seed { get; init; }

    /// <summary>True where its batches were due by a schedule.</summary>
    public bool IsOpen { get; init; }

    public Uri Server { get; init; } = new("http://dms.test/");

    public StopReason StopReason { get; init; } = StopReason.Duration;

    /// <summary>So many batches at the beginning have no answer.</summary>
    public int Unanswered { get; init; }

    /// <summary>What broke in it; null for nothing.</summary>
    public string? Fault { get; init; }

    public RunPlanSummary Plan { get; init; } = new()
    {
        LoadModel = "Closed", Scenarios = ["students-batch-10", "sections-batch-10"], OperationsPerBatch = 30, ClientCount = 7, WarmUp = TimeSpan.FromSeconds(2),
    };

    public string RunId => $"run{Name,10}".Replace(' ', '0');

    /// <summary>By its own clock.</summary>
    public DateTimeOffset StartedAt => Start.AddSeconds(ClockSeconds + LateSeconds);

    /// <summary>All of its results, warm-up included, in the order in which they ended.</summary>
    public IEnumerable<BatchResult> Results()
    {
        var all = (int)((WarmUpSeconds + Seconds) * PerSecond);
        for (var i = 0; i < all; i++)
        {
            var at = (i + 0.5) / PerSecond;
            var ms = 2 + (((i * 7919) + (Name[^1] * 31)) % 97 / 10.0);
            var failed = FailEvery > 0 && i % FailEvery == FailEvery - 1;
            var unanswered = i < Unanswered;
            yield return new BatchResult
            {
                RunId = RunId,
                Scenario = "Made",
                Name = i % 3 == 0 ? "sections-batch-10" : "students-batch-10",
                Resource = "students",
                Phase = at < WarmUpSeconds ? RunPhase.WarmUp : at + (ms / 1000) <= WarmUpSeconds + Seconds ? RunPhase.Measured : RunPhase.Drain,
                ScheduledAt = StartedAt.AddSeconds(at),
                StartedAt = StartedAt.AddSeconds(at),
                ScheduledAfterMs = 1000 * at,
                ResponseTimeMs = ms,
                ServiceTimeMs = ms,
                Success = !failed && !unanswered,
                StatusCode = unanswered ? null : failed ? 409 : 200,
                ErrorKind = unanswered ? ErrorKind.Timeout : failed ? ErrorKind.Conflict : null,
                Error = unanswered ? "no answer" : failed ? "409 Conflict: exists" : null,
                OperationCount = 30,
                OperationsCommitted = failed || unanswered ? 0 : 30,
                OperationsUnknown = unanswered ? 30 : 0,
                OperationsFailed = failed ? 1 : 0,
                OperationsNotAttempted = failed ? 29 : 0,
                FailedIndex = failed ? 0 : null,
                RequestBytes = 1000,
                ResponseBytes = 300,
            };
        }
    }

    public StoredRun Run()
    {
        var metrics = new MetricsAccumulator(stripes: 1) { MeasuredSince = From, MeasuredUntil = To };
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        var errors = new DistinctErrors(RunId);
        foreach (var result in Results())
        {
            metrics.Record(result);
            timeline.Record(result);
            errors.Record(result);
        }

        var health = new ClientHealth { WindowSeconds = Seconds, Batches = (long)(Seconds * PerSecond), CpuShare = 0.1, Cores = 2 };
        var verdict = VerdictJudge.Judge(health);
        var elapsed = TimeSpan.FromSeconds(WarmUpSeconds + Seconds + 0.2);
        var document = new RunDocument
        {
            RunId = RunId,
            StartedAt = StartedAt,
            StartAt = HasCommonStart ? Start : null,
            StartDeviationMs = HasCommonStart ? 1.5 : null,
            EndedAt = StartedAt + elapsed,
            MeasuredFrom = From,
            MeasuredTo = To,
            StopReason = StopReason,
            Fault = Fault,
            Seed = Seed,
            Server = Server,
            Plan = Plan with { Segment = Segment },
            Environment = new ClientEnvironment { MachineName = Name },
            Verdict = verdict,
            Totals = metrics.Totals,
            Metrics = metrics.Snapshot(verdict: verdict.Verdict),
            Ledger = metrics.LedgerRows(),
            Errors = errors.Snapshot(),
            Intervals = [.. timeline.Points(RunId, StartedAt).Select(static p => p with { Clients = 2, InFlight = 1 })],
            ClientsBegun = 2,
            ScheduledArrivals = IsOpen ? metrics.Totals.Batches : null,
            Connections = 3,
            ConnectionSetUpP50Ms = 1,
            ConnectionSetUpMaxMs = 4,
        };
        return new StoredRun(document, new RunMemory { Thresholds = verdict.Thresholds, Elapsed = elapsed, IntervalSeconds = 1, Names = metrics.NameSnapshots() });
    }

    public MachinePart Part() => MachinePart.Of(Name, Run());

    private DateTimeOffset From => StartedAt.AddSeconds(WarmUpSeconds);

    private DateTimeOffset To => From.AddSeconds(Seconds);
}
