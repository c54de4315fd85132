using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class VerdictJudgeTests
{
    private static readonly ClientHealth Healthy = new()
    {
        WindowSeconds = 60,
        Batches = 100_000,
        ResponseP50Ms = 20,
        Cores = 4,
        CpuShare = 0.30,
        ScheduleLagP99Ms = 0.4,
        ConnectionQueueP99Ms = 0.1,
        GcPauseTotalMs = 20,
        GcPauseMaxMs = 3,
        Throughput = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100],
    };

    public static TheoryData<RunVerdict, ClientHealth, string> Table => new()
    {
        { RunVerdict.ClientLimited, Healthy with { CpuShare = 0.81 }, "81 % of the 4 available cores; above 80 %" },
        { RunVerdict.ClientLimited, Healthy with { ScheduleLagP99Ms = 1.01 }, "1.01 ms or more after they were due although a client was free; the limit is 1 ms" },
        { RunVerdict.ClientLimited, Healthy with { ResponseP50Ms = 100, ScheduleLagP99Ms = 5.5 }, "the limit is 5 ms, the larger of 1 ms and 5 % of the median" },
        { RunVerdict.ClientLimited, Healthy with { ThreadPoolLagP99Ms = 3 }, "waited 3 ms or more for a thread" },
        { RunVerdict.ClientLimited, Healthy with { ConnectionQueueP99Ms = 2 }, "waited 2 ms or more for a connection" },
        { RunVerdict.ClientLimited, Healthy with { GcPauseTotalMs = 700 }, "stopped the client for 700 ms, 1.17 % of the window; the limit is 1 %" },
        { RunVerdict.ClientLimited, Healthy with { Failures = 3, ResourceFailures = 3, ResourceFailure = "Not sent: no files." }, "3 of 100,000 batches were not sent, because the client had no resources left. Not sent: no files." },
        { RunVerdict.ClientLimited, Healthy with { ResourceRetries = 4, ResourceFailure = "Not sent: no ports." }, "4 attempts were not sent, because the client had no resources left, and were followed by another: response times hold the client's own wait. Not sent: no ports." },
        { RunVerdict.ClientLimited, Healthy with { ResourceRetries = 1, ResourceFailure = "Not sent: no ports." }, "1 attempt was not sent, because the client had no resources left, and was followed by another: response times" },
        { RunVerdict.ClientLimited, Healthy with { Failures = 90_000, ResourceFailures = 90_000 }, "90,000 of 100,000 batches were not sent" },
        { RunVerdict.TargetMissed, Healthy with { ClientsPlanned = 50, ClientsBegun = 15, RampSeconds = 9.8, RampIsMeasured = true }, "15 of 50 clients began: it takes 9.8 s until the last one does. The measured window is all ramp." },
        { RunVerdict.TargetMissed, Healthy with { ArrivalsScheduled = 1000, ArrivalsSent = 980, ArrivalsDropped = 20 }, "20 of 1,000 scheduled arrivals (2 %) were never sent; the limit is 1 %" },
        { RunVerdict.TargetMissed, Healthy with { ArrivalsScheduled = 1000, ArrivalsSent = 1000, ArrivalsLate = 15 }, "15 of 1,000 scheduled arrivals (1.5 %) went out late" },
        { RunVerdict.Unsteady, Healthy with { Throughput = [100, 98, 97, 95, 94, 92, 90, 89, 87, 85] }, "Throughput fell by 1" },
        { RunVerdict.Unsteady, Healthy with { Throughput = [85, 87, 89, 90, 92, 94, 95, 97, 98, 100] }, "Throughput rose by 1" },
        { RunVerdict.TooShort, Healthy with { WindowSeconds = 29 }, "29 s long; at least 30 s" },
        { RunVerdict.TooShort, Healthy with { WindowSeconds = 29.996 }, "29.996 s long; at least 30 s" },
        { RunVerdict.TooShort, Healthy with { Batches = 999 }, "999 results; a p99 needs at least 1,000" },
    };

    public static TheoryData<ClientHealth> Unsuspicious => new()
    {
        Healthy,
        Healthy with { CpuShare = 0.80 },
        Healthy with { ScheduleLagP99Ms = 1 },
        Healthy with { ResponseP50Ms = 100, ScheduleLagP99Ms = 4.9 },
        Healthy with { ScheduleLagP99Ms = null, ConnectionQueueP99Ms = null, ResponseP50Ms = null },
        Healthy with { ArrivalsScheduled = 1000, ArrivalsSent = 995, ArrivalsDropped = 5, ArrivalsLate = 10 },
        Healthy with { Throughput = [100, 99, 98, 97, 96, 95, 95, 94, 94, 93] },
        Healthy with { Throughput = [100, 60, 120, 90, 110, 70, 130, 80, 100, 115] },
        Healthy with { Throughput = [100, 100, 100, 100, 100, 100, 100, 100, 100, 10] },
        Healthy with { Throughput = [] },
        Healthy with { Throughput = [0, 0, 0, 0, 0, 0] },
        Healthy with { PeakResultsBacklog = 400_000, ThreadPoolQueuePeak = 5000, GcPauseMaxMs = 50 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void One_fault_gives_its_verdict_with_figure_and_limit(RunVerdict expected, ClientHealth health, string reason)
    {
        var report = VerdictJudge.Judge(health);

        Assert.Equal(expected, report.Verdict);
        Assert.Contains(reason, Assert.Single(report.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unsuspicious))]
    public void Within_the_limits_a_run_is_valid(ClientHealth health)
    {
        var report = VerdictJudge.Judge(health);

        Assert.Equal(RunVerdict.Valid, report.Verdict);
        Assert.Empty(report.Reasons);
    }

    [Fact]
    public void Of_several_the_weightiest_is_the_verdict_and_all_reasons_are_listed()
    {
        var tooShort = Healthy with { WindowSeconds = 5 };
        var unsteady = tooShort with { Throughput = [100, 98, 97, 95, 94, 92, 90, 89, 87, 85] };
        var missed = unsteady with { ArrivalsScheduled = 1000, ArrivalsDropped = 500 };
        var limited = missed with { CpuShare = 0.99 };

        Assert.Equal(
            [(RunVerdict.TooShort, 1), (RunVerdict.Unsteady, 2), (RunVerdict.TargetMissed, 3), (RunVerdict.ClientLimited, 4)],
            new[] { tooShort, unsteady, missed, limited }.Select(static h => VerdictJudge.Judge(h)).Select(static r => (r.Verdict, r.Reasons.Count)));
    }

    [Fact]
    public void Thresholds_can_be_changed_and_are_told_with_the_verdict()
    {
        var thresholds = new VerdictThresholds { MaxCpuShare = 0.25 };

        var report = VerdictJudge.Judge(Healthy, thresholds);

        Assert.Equal(RunVerdict.ClientLimited, report.Verdict);
        Assert.Equal((thresholds, Healthy), (report.Thresholds, report.Health));
    }

    [Fact]
    public void Backlog_queue_and_a_long_pause_are_noted()
    {
        var report = VerdictJudge.Judge(Healthy with { PeakResultsBacklog = 400_000, ThreadPoolQueuePeak = 5000, GcPauseMaxMs = 50 });

        Assert.Equal(3, report.Notes.Count);
    }

    [Fact]
    public void A_few_late_arrivals_are_noted_so_that_no_slow_down_is_silent()
    {
        var report = VerdictJudge.Judge(Healthy with { ArrivalsScheduled = 1000, ArrivalsSent = 999, ArrivalsDropped = 1, ArrivalsLate = 2 });

        Assert.Contains("2 were late because no client was free, and 1 were never sent", Assert.Single(report.Notes), StringComparison.Ordinal);
    }
}
