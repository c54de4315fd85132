using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class MetricsAccumulatorTests
{
    private static readonly MeasuredWindow TenSeconds = new(Samples.Start, TimeSpan.FromSeconds(10));
    private readonly MetricsAccumulator _metrics = new(1);

    [Fact]
    public void Rows_are_sorted_by_name_and_end_with_Aggregated()
    {
        _metrics.Record(Samples.Committed(name: "students-batch-10"));
        _metrics.Record(Samples.Committed(name: "sections-batch-5", operations: 15));

        Assert.Equal(["sections-batch-5", "students-batch-10", "Aggregated"], _metrics.Snapshot().Select(static r => r.Name));
    }

    [Fact]
    public void Latency_covers_what_was_scheduled_in_the_window_also_when_it_ended_later()
    {
        _metrics.Record(Samples.Committed(ms: 1, phase: RunPhase.Ramp));
        _metrics.Record(Samples.Committed(ms: 2, phase: RunPhase.WarmUp));
        _metrics.Record(Samples.Committed(ms: 30));
        _metrics.Record(Samples.Committed(ms: 5000, phase: RunPhase.Drain));

        var row = Aggregated();
        Assert.Equal((2, 30, 5000, 2515), (row.Requests, row.MinMs!.Value, row.MaxMs!.Value, row.MeanMs!.Value));
        Assert.Equal(60, row.OperationsCommitted);
    }

    [Fact]
    public void Rates_count_what_completed_in_the_window()
    {
        _metrics.Record(Samples.Committed());
        _metrics.Record(Samples.FailedAt(3));
        _metrics.Record(Samples.Committed(ms: 5000, phase: RunPhase.Drain));
        _metrics.Record(Samples.Committed(phase: RunPhase.WarmUp));

        var row = Aggregated(TenSeconds);
        Assert.Equal((0.2, 0.1, 3.0), (row.RequestsPerSecond, row.FailuresPerSecond, row.CommittedOperationsPerSecond));
    }

    [Fact]
    public void A_warm_up_batch_that_ends_in_the_window_counts_as_throughput_but_not_as_latency()
    {
        _metrics.MeasuredSince = Samples.Start;
        _metrics.MeasuredUntil = Samples.Start.AddSeconds(10);
        _metrics.Record(Samples.Committed(ms: 2000, phase: RunPhase.WarmUp, atSeconds: -1));
        _metrics.Record(Samples.Committed(ms: 500, phase: RunPhase.WarmUp, atSeconds: -1));
        _metrics.Record(Samples.Committed(ms: 12_000, phase: RunPhase.Ramp, atSeconds: -1));
        _metrics.Record(Samples.Committed(ms: 10));

        var row = Aggregated();
        Assert.Equal((1, 10.0), (row.Requests, row.MaxMs!.Value));
        Assert.Equal((0.2, 6.0), (row.RequestsPerSecond, row.CommittedOperationsPerSecond));
    }

    [Fact]
    public void Without_a_window_it_spans_from_the_first_scheduled_to_the_last_completed_inside()
    {
        _metrics.Record(Samples.Committed(phase: RunPhase.WarmUp, atSeconds: -5));
        _metrics.Record(Samples.Committed(ms: 1000, atSeconds: 1));
        _metrics.Record(Samples.Committed(ms: 1000, atSeconds: 4));
        _metrics.Record(Samples.Committed(ms: 9000, atSeconds: 4, phase: RunPhase.Drain));

        var row = Aggregated();
        Assert.Equal((Samples.Start.AddSeconds(1), 4.0, 0.5), (row.WindowStart, row.WindowSeconds, row.RequestsPerSecond));
    }

    [Fact]
    public void Runs_one_after_the_other_do_not_count_the_time_between_them()
    {
        _metrics.Record(Samples.Committed(ms: 10_000, atSeconds: 0, runId: "first"));
        _metrics.Record(Samples.Committed(ms: 10_000, atSeconds: 3600, runId: "second"));
        _metrics.Record(Samples.Committed(ms: 10_000, atSeconds: 3605, runId: "third, beside the second"));

        var row = Aggregated();
        Assert.Equal((25.0, null), (row.WindowSeconds, row.RunId));
    }

    [Fact]
    public void One_run_is_named() => Assert.Equal("run0000000001", Recorded(Samples.Committed()).RunId);

    [Fact]
    public void Failures_are_counted_by_kind()
    {
        _metrics.Record(Samples.FailedAt(2));
        _metrics.Record(Samples.Unknown());
        _metrics.Record(Samples.NotAttempted());
        _metrics.Record(Samples.Committed());

        var row = Aggregated();
        Assert.Equal((4, 3, 0.75, 0), (row.Requests, row.Failures, row.FailureRate, row.Censored));
        Assert.Equal((1, 1, 1, 0), (row.FailuresConflict, row.FailuresTimeout, row.FailuresThrottled, row.FailuresValidation));
    }

    [Fact]
    public void Every_kind_of_failure_has_its_column()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            _metrics.Record(Samples.Unknown(kind));
        }

        var row = Aggregated();
        Assert.All(Enum.GetNames<ErrorKind>(), kind => Assert.Equal(1L, typeof(BatchMetrics).GetProperty("Failures" + kind)!.GetValue(row)));
    }

    [Fact]
    public void Attempted_operations_are_those_committed_rolled_back_and_failed()
    {
        _metrics.Record(Samples.FailedAt(4));
        _metrics.Record(Samples.Committed());

        var row = Aggregated();
        Assert.Equal((60, 35, 30, 4, 1, 25, 0), (row.OperationsSent, row.OperationsAttempted, row.OperationsCommitted, row.OperationsRolledBack, row.OperationsFailed, row.OperationsNotAttempted, row.OperationsUnknown));
    }

    [Fact]
    public void Batches_cut_off_are_censored_unknown_and_no_failures()
    {
        _metrics.Record(Samples.Committed());
        _metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms: 30_000, phase: RunPhase.Drain));

        var row = Aggregated();
        Assert.Equal((2, 0, 1, 1, 30), (row.Requests, row.Failures, row.Censored, row.FailuresCanceled, row.OperationsUnknown));
        Assert.Equal(30_000, row.MaxMs);
        Assert.Equal(new RunTotals { Batches = 2, Succeeded = 1, Canceled = 1, Attempts = 2, OperationsSent = 60, OperationsCommitted = 30, OperationsUnknown = 30 }, _metrics.Totals);
    }

    [Fact]
    public void Percentiles_from_the_first_batch_cut_off_on_are_lower_bounds()
    {
        for (var i = 0; i < 97; i++)
        {
            _metrics.Record(Samples.Committed(ms: 10));
        }

        _metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms: 30_000));
        _metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms: 40_000));
        _metrics.Record(Samples.Committed(ms: 50_000));

        Assert.Equal(98, Aggregated().CensoredFromPercentile);
    }

    [Fact]
    public void A_few_batches_cut_off_early_leave_the_percentiles_that_they_cannot_move()
    {
        for (var i = 0; i < 9_990; i++)
        {
            _metrics.Record(Samples.Committed(ms: 10 + (i / 1000.0)));
        }

        for (var i = 0; i < 10; i++)
        {
            _metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms: 1));
        }

        Assert.Equal(99.99, Aggregated().CensoredFromPercentile);
    }

    [Fact]
    public void Nothing_cut_off_leaves_all_percentiles_as_they_are() => Assert.Null(Recorded(Samples.Committed()).CensoredFromPercentile);

    [Fact]
    public void Aggregated_percentiles_come_from_all_samples_not_from_averages()
    {
        for (var i = 0; i < 99; i++)
        {
            _metrics.Record(Samples.Committed(ms: 10, name: "a-1"));
        }

        _metrics.Record(Samples.Committed(ms: 1000, name: "b-1"));

        var row = Aggregated();
        Assert.Equal(10, row.P99Ms!.Value, 0.01);
        Assert.Equal(100, LatencyHistogram.FromBase64(row.ResponseTimeHistogram!).TotalCount);
    }

    [Fact]
    public void Response_and_service_time_are_kept_apart()
    {
        _metrics.Record(new BatchResult { RunId = "r", Scenario = "s", Name = "n", Resource = "x", Phase = RunPhase.Measured, Success = true, ResponseTimeMs = 1400, ServiceTimeMs = 2 }, firstByteMs: 1.5);

        var row = Aggregated();
        Assert.Equal((1400.0, 2.0, 1.5), (row.P50Ms, row.ServiceP50Ms, row.FirstByteP50Ms));
    }

    [Fact]
    public void Without_a_sample_there_is_no_figure()
    {
        var row = Recorded(Samples.Committed(phase: RunPhase.WarmUp));

        Assert.Equal((0, null, null, null, null), (row.Requests, row.P50Ms, row.MeanMs, row.FirstByteP50Ms, row.MeanRequestBytes));
        Assert.Equal((0.0, 0.0), (row.FailureRate, row.RequestsPerSecond));
    }

    [Theory]
    [InlineData("students-batch-10", 2.0)]
    [InlineData("mixed-students-sections-batch-2", 10.0)]
    [InlineData("students", null)]
    [InlineData("students-batch-0", null)]
    public void Time_per_triple_divides_by_the_triples_in_the_name(string name, double? expected) =>
        Assert.Equal(expected, Recorded(Samples.Committed(ms: 20, name: name)).TripleMeanMs);

    [Fact]
    public void Time_per_triple_over_all_names_weighs_them_by_their_triples()
    {
        _metrics.Record(Samples.Committed(ms: 10, name: "students-batch-10"));
        _metrics.Record(Samples.Committed(ms: 20, name: "sections-batch-5", operations: 15));

        Assert.Equal(2, Aggregated().TripleMeanMs);
    }

    [Fact]
    public void Bytes_are_added_up_and_averaged()
    {
        _metrics.Record(Samples.Committed());
        _metrics.Record(Samples.FailedAt(1));

        var row = Aggregated();
        Assert.Equal((1000, 300, 500.0, 150.0), (row.RequestBytes, row.ResponseBytes, row.MeanRequestBytes, row.MeanResponseBytes));
    }

    [Fact]
    public void The_verdict_is_not_known_unless_given() => Assert.Equal(RunVerdict.NotKnown, Recorded(Samples.Committed()).Verdict);

    [Fact]
    public void Name_snapshots_cover_all_phases_and_differ_by_what_came_between()
    {
        _metrics.Record(Samples.Committed(phase: RunPhase.Ramp));
        var earlier = Assert.Single(_metrics.NameSnapshots());
        _metrics.Record(Samples.FailedAt(0));
        _metrics.Record(Samples.Committed(ms: 70));

        var later = Assert.Single(_metrics.NameSnapshots());
        var since = later.Subtract(earlier);
        Assert.Equal((3, 1), (later.Requests, later.Failures));
        Assert.Equal((2, 1, 1, 30, 70_000), (since.Requests, since.Failures, since.FailuresOf(ErrorKind.Conflict), since.OperationsCommitted, since.ResponseTimes.ValueAtPercentile(100) / 1000 * 1000));
    }

    [Fact]
    public async Task Eight_threads_lose_nothing()
    {
        var metrics = new MetricsAccumulator(4);
        var shape = Samples.Triples(10);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                metrics.Record(i % 10 == 0 ? Samples.Unknown() : Samples.Committed(name: thread % 2 == 0 ? "a-10" : "b-10"), shape);
            }
        })));

        var row = metrics.Snapshot(TenSeconds)[^1];
        Assert.Equal((80_000, 8_000, 72_000 * 30, 8_000 * 30), (row.Requests, row.Failures, row.OperationsCommitted, row.OperationsUnknown));
        Assert.Equal(72_000, LatencyHistogram.FromBase64(row.ServiceTimeHistogram!).TotalCount);
        Assert.Equal(8_000, LatencyHistogram.FromBase64(row.FailureTimeHistogram!).TotalCount);
        Assert.Equal(8_000, row.RequestsPerSecond);
    }

    private BatchMetrics Recorded(BatchResult result)
    {
        _metrics.Record(result);
        return Aggregated();
    }

    private BatchMetrics Aggregated(MeasuredWindow? window = null) => _metrics.Snapshot(window)[^1];
}
