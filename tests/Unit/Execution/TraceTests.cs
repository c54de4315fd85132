using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;
using EdFi.BatchPerf.Unit.Batches;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Merging;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>A share of batches goes out with a trace id, and those that are worth looking up are listed with it.</summary>
public sealed partial class TraceTests
{
    [Fact]
    public async Task Every_attempt_has_a_span_of_the_batchs_trace_and_what_failed_is_listed_with_its_ids()
    {
        var sent = new ConcurrentBag<(string Trace, string Span)>();
        await using var server = new RawServer();
        server.OnBatch = exchange =>
        {
            var parent = Header().Match(exchange.Head);
            Assert.True(parent.Success, exchange.Head);
            sent.Add((parent.Groups["trace"].Value, parent.Groups["span"].Value));
            return exchange.Number switch
            {
                1 or 2 => exchange.AnswerAsync(429, "", "Retry-After: 0\r\n"),
                4 => exchange.AnswerAsync(500, """{"detail":"no","correlationId":"0HN:7","status":500}"""),
                _ => exchange.SucceedAsync(),
            };
        };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(6) with { ClientCount = 1, RetryCount = 2, TraceSample = 1 });
        await Load.FinishAsync(load);
        var traces = load.Run.Traces!;

        Assert.Equal((8, 8), (sent.Count, sent.Select(static s => s.Span).Distinct().Count()));
        Assert.Equal([1, 1, 1, 1, 1, 3], sent.GroupBy(static s => s.Trace).Select(static g => g.Count()).Order());
        Assert.Equal((1.0, 6, 5, 0L), (traces.Share, traces.Sampled, traces.Slowest.Count, traces.FailedLeftOut));
        Assert.Equal(traces.Slowest.OrderByDescending(static t => t.ResponseTimeMs), traces.Slowest);
        Assert.All(traces.Slowest.Concat(traces.Failed), t => Assert.Contains((t.TraceId, t.SpanId!), sent));
        var failed = Assert.Single(traces.Failed);
        Assert.Equal(
            ("0HN:7", 500, ErrorKind.ServerError, "students: 1 create, 1 update, 1 delete", 1),
            (failed.CorrelationId, failed.StatusCode, failed.ErrorKind, failed.Held, failed.Attempts));
        Assert.InRange(failed.AtSeconds, 0, load.Run.Elapsed.TotalSeconds);
        Assert.Equal(3, Assert.Single(traces.Slowest, static t => t.Sequence == 1).Attempts);
    }

    [Fact]
    public async Task Nothing_is_sent_and_nothing_is_kept_where_no_trace_was_asked_for()
    {
        var heads = new ConcurrentBag<string>();
        await using var server = new RawServer();
        server.OnBatch = exchange =>
        {
            heads.Add(exchange.Head);
            return exchange.SucceedAsync();
        };
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(3));
        await Load.FinishAsync(load);

        Assert.Null(load.Run.Traces);
        Assert.All(heads, static head => Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_trace_of_the_operators_own_is_not_overwritten()
    {
        await using var server = new RawServer();
        using var connection = server.Connect(new ConnectOptions { BaseUrl = server.BaseUrl, Key = "k", Secret = "s", Headers = ExtraHeaders.Parse("TraceParent: mine") });

        Assert.Equal("TraceConflict", Assert.Throws<BatchPerfException>(() => LoadRun.Start(connection, Plans.Counted(1) with { TraceSample = 0.5 })).ErrorId);
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void The_same_batches_are_chosen_for_the_same_seed_about_as_many_as_asked_for(double share)
    {
        const int all = 400_000;
        var (sampler, again, other) = (new TraceSampler(share, 7), new TraceSampler(share, 7), new TraceSampler(share, 8));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (chosen, same, shared) = (0, 0, 0);
        for (var client = 0; client < 40; client++)
        {
            for (var sequence = 1; sequence <= all / 40; sequence++)
            {
                var holds = sampler.Holds(client, sequence);
                chosen += holds ? 1 : 0;
                same += holds == again.Holds(client, sequence) ? 1 : 0;
                shared += holds && other.Holds(client, sequence) ? 1 : 0;
            }
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        var deviation = 5 * Math.Sqrt(all * share * (1 - share));
        Assert.InRange(chosen, (all * share) - deviation, (all * share) + deviation);
        Assert.Equal(all, same);
        Assert.InRange(shared, (all * share * share) - deviation, (all * share * share) + deviation);
    }

    [Fact]
    public void The_slowest_of_the_measured_window_and_the_first_failed_ones_are_kept_and_the_rest_is_counted()
    {
        var log = new TraceLog(0.25, seed: 1);
        for (var i = 1; i <= 300; i++)
        {
            Take(ms: (i * 37) % 301);
            Take(ms: 10_000 + i, RunPhase.WarmUp);
            Take(ms: i, failure: ErrorKind.Conflict);
        }

        Take(ms: 5_000, RunPhase.Drain, ErrorKind.Canceled);
        var traces = log.Snapshot();

        Assert.Equal([5_000, .. Enumerable.Range(0, 19).Select(static i => 300.0 - i)], traces.Slowest.Select(static t => t.ResponseTimeMs));
        Assert.Equal((ErrorKind?)ErrorKind.Canceled, traces.Slowest[0].ErrorKind);
        Assert.Equal((RunTraces.MostFailed, 100L, 901L), (traces.Failed.Count, traces.FailedLeftOut, traces.Sampled));
        Assert.Equal(traces.Slowest[0].TraceId, RoundTrip(traces).Slowest[0].TraceId);

        void Take(double ms, RunPhase phase = RunPhase.Measured, ErrorKind? failure = null)
        {
            var trace = new TraceContext();
            trace.NextAttempt();
            log.Take(
                trace,
                new BatchResult { RunId = "r", Scenario = "s", Name = "n", Resource = "x", Phase = phase, ResponseTimeMs = ms, ErrorKind = failure, OperationCount = 3 },
                Shapes.Triple);
        }
    }

    [Fact]
    public void The_first_of_each_kind_of_failure_are_kept_beside_the_first_of_all()
    {
        var traces = new FailedTraces();
        foreach (var (kind, at) in Enumerable.Range(0, 1000).Select(static i => (ErrorKind.Conflict, i))
            .Concat(Enumerable.Range(1000, 12).Select(static i => (ErrorKind.Timeout, i)))
            .Concat(Enumerable.Range(2000, 3).Select(static i => (ErrorKind.ServerError, i))))
        {
            traces.Add(Failed(kind, at));
        }

        Assert.Equal((RunTraces.MostFailed, 815L), (traces.Kept.Count, traces.LeftOut));
        Assert.Equal(
            [.. Enumerable.Range(0, 187), .. Enumerable.Range(1000, 10), .. Enumerable.Range(2000, 3)],
            traces.Kept.Select(static t => (int)t.AtSeconds));
    }

    [Fact]
    public void More_kinds_of_failure_than_there_is_room_for_are_kept_as_they_come()
    {
        var traces = new FailedTraces();
        for (var status = 400; status < 430; status++)
        {
            for (var i = 0; i < 15; i++)
            {
                traces.Add(Failed(ErrorKind.BadRequest, i) with { StatusCode = status });
            }
        }

        Assert.Equal((RunTraces.MostFailed, (30L * 15) - RunTraces.MostFailed), (traces.Kept.Count, traces.LeftOut));
        Assert.All(traces.Kept.GroupBy(static t => t.StatusCode), static kind => Assert.Equal(RunTraces.FirstOfKind, kind.Count()));
    }

    [Fact]
    public void A_merged_run_lists_those_of_all_machines_with_the_machines_name_on_the_common_axis()
    {
        var traces = MergedTraces.Of([Machine("one", start: 0, ms: 5), Machine("two", start: 2, ms: 7), Machine("three", start: 1, ms: null)])!;

        Assert.Equal(
            [("two", 13.0, 8.0), ("two", 12.0, 7.0), ("one", 11.0, 6.0), ("one", 10.0, 5.0)],
            traces.Slowest.Select(static t => (t.Machine!, t.AtSeconds, t.ResponseTimeMs)));
        Assert.Equal((0.5, 20, RunTraces.MostFailed, 2L + 6), (traces.Share, traces.Sampled, traces.Failed.Count, traces.FailedLeftOut));
        Assert.Null(MergedTraces.Of([Machine("three", start: 1, ms: null)]));
    }

    [Theory]
    [InlineData("0", "InvalidRunPlan")]
    [InlineData("0%", "InvalidRunPlan")]
    [InlineData("101%", "InvalidSetting")]
    [InlineData("-1%", "InvalidSetting")]
    [InlineData("some", "InvalidSetting")]
    [InlineData("100%", null)]
    [InlineData("0.01%", null)]
    public void A_sample_of_nothing_or_of_more_than_all_is_refused_by_name(string text, string? errorId)
    {
        var problem = Record.Exception(() => (Plans.Closed() with
        {
            TraceSample = (double?)RunOptionTable.TraceSample.Type.Read(new SettingsReader(name => name == "traceSample" ? text : null, static _ => null, null), RunOptionTable.TraceSample.Setting),
        }).Validate());

        Assert.Equal(errorId, (problem as BatchPerfException)?.ErrorId);
        if (problem is not null)
        {
            Assert.Contains("traceSample", problem.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static BatchTrace Failed(ErrorKind kind, int at) => new() { TraceId = new string('a', 32), Name = "n", AtSeconds = at, ErrorKind = kind };

    private static MergedMachine Machine(string name, double start, double? ms)
    {
        var run = StoredRuns.Of(
            new MadeMachine(name).Run().ToDocument() with
            {
                Traces = ms is { } time
                    ? new RunTraces
                    {
                        Share = 0.5,
                        Sampled = 10,
                        Slowest = [Trace(11, time + 1), Trace(10, time)],
                        Failed = [.. Enumerable.Range(0, 103).Select(static i => Trace(i, 1))],
                        FailedLeftOut = 1,
                    }
                    : null,
            },
            intervalSeconds: 1,
            []);
        var part = MachinePart.Of(name, run);
        return new MergedMachine(part, run, MachineSpan.Of(part, run)) { Start = start };

        static BatchTrace Trace(double at, double ms) => new() { TraceId = new string('a', 32), Name = "n", AtSeconds = at, ResponseTimeMs = ms };
    }

    private static RunTraces RoundTrip(RunTraces traces)
    {
        using var folder = new TemporaryDirectory();
        RunJson.Write(folder.File("x.run.json"), new MadeMachine("one").Run().ToDocument() with { Traces = traces });
        return RunJson.Read(folder.File("x.run.json")).Traces!;
    }

    [GeneratedRegex(@"\r\ntraceparent: 00-(?<trace>(?!0{32})[0-9a-f]{32})-(?<span>(?!0{16})[0-9a-f]{16})-01\r\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Header();
}
