using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>A batch that is sent more than once is one result with its attempts, and every attempt is in the ledger.</summary>
public sealed class AttemptTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_the_server_committed_before_connections_broke_is_in_the_ledger_as_unknown()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 7 });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with { DropAfterRate = 0.33 });

        var (run, results) = await RunAsync(connection, Plans.Counted(33) with { ClientCount = 20, RetryCount = 2 });

        var counts = simulator.Counts();
        Assert.True(counts.BatchesDroppedAfterCommit > 3);
        Assert.Equal(counts.BatchRequests, run.Totals.Attempts);
        Assert.Equal(counts.OperationsTotal.Committed, run.Totals.OperationsCommitted + run.Totals.OperationsUnknown);
        Assert.Equal(3 * counts.BatchesDroppedAfterCommit, run.Totals.OperationsUnknown);
        Assert.Equal(counts.BatchesDroppedAfterCommit, run.Errors.Sum(static e => e.Retried + e.Occurrences));
        Assert.Equal(33, results.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Attempts_and_operations_of_a_run_with_retries_are_those_that_the_server_counted(int seed)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = seed });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with { FailureRate = 0.1, ThrottleRate = 0.2, DropRate = 0.1, UnauthorizedRate = 0.1 });

        var (run, results) = await RunAsync(connection, Plans.Counted(100, triples: 2) with { ClientCount = 20, RetryCount = 2 });

        var (counts, totals) = (simulator.Counts(), run.Totals);
        Assert.True(totals.Attempts > 110, $"{totals.Attempts} attempts");
        Assert.Equal(counts.BatchRequests, totals.Attempts);
        Assert.Equal(counts.OperationsTotal.Committed, totals.OperationsCommitted);
        Assert.Equal(counts.OperationsTotal.Failed, totals.OperationsFailed);
        Assert.Equal(counts.OperationsTotal.RolledBack, totals.OperationsRolledBack);
        Assert.Equal(6 * counts.BatchesDropped, totals.OperationsUnknown);
        Assert.Equal(100, results.Count);
    }

    [Fact]
    public async Task Each_attempt_has_its_outcome_and_the_last_one_is_the_results()
    {
        await using var server = new RawServer();
        server.OnBatch = static e =>
        {
            if (e.Number == 1)
            {
                e.Reset();
                return Task.CompletedTask;
            }

            return e.Number == 2 ? e.AnswerAsync(429, "", "Retry-After: 0\r\n") : e.SucceedAsync();
        };
        using var connection = server.Connect();

        var (run, results) = await RunAsync(connection, Plans.Counted(1) with { ClientCount = 1, RetryCount = 3 });

        var result = Assert.Single(results);
        Assert.Equal(
            [(1, null, ErrorKind.ConnectionFailed, 0, 0, 3), (2, 429, ErrorKind.Throttled, 0, 3, 0), (3, 200, (ErrorKind?)null, 3, 0, 0)],
            result.Attempts!.Select(static a =>
                (a.Number, a.StatusCode, a.ErrorKind, a.OperationsCommitted, a.OperationsNotAttempted, a.OperationsUnknown)));
        Assert.All(result.Attempts!, a => Assert.InRange(a.StartedAt, result.StartedAt, result.StartedAt.AddMilliseconds(result.ServiceTimeMs)));
        Assert.Equal((true, 3, 3, 3), (result.Success, result.OperationsCommitted, result.EarlierOperationsNotAttempted, result.EarlierOperationsUnknown));
        Assert.Equal([(ErrorKind.Throttled, 0L, 1L), (ErrorKind.ConnectionFailed, 0, 1)], run.Errors.Select(static e => (e.Kind!.Value, e.Occurrences, e.Retried)).Order());
        var all = run.Metrics[^1];
        Assert.Equal((1, 3, 9, 3, 3, 3), (all.Requests, all.Attempts, all.OperationsSent, all.OperationsCommitted, all.OperationsNotAttempted, all.OperationsUnknown));
    }

    [Fact]
    public async Task A_file_of_results_tells_the_same_ledger()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 3 });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.Change(static o => o with { FailureRate = 0.1, ThrottleRate = 0.3, DropRate = 0.2 });
        var path = _directory.File("results.csv");
        var sink = ResultCsvSink.Open(path, force: false);

        var (run, _) = await RunAsync(connection, Plans.Counted(60) with { ClientCount = 20, RetryCount = 3 }, new RunOptions { Sinks = [sink] });

        var read = ResultFile.Read(path, warn: null, default).Metrics;
        Assert.Equal(run.Totals, read.Totals);
        Assert.Equal(run.Ledger.Select(static r => r with { Op = null, Resource = null }), read.LedgerRows());
        Assert.Equal(run.Metrics[^1].Attempts, read.Snapshot()[^1].Attempts);
    }

    [Theory]
    [InlineData(3, 2, 1, 5, 0)] // one that its third operation failed, and one that attempted nothing
    [InlineData(3, 3, 2, 3, 0)]
    [InlineData(3, 0, 0, 4, 4)]
    [InlineData(5, 0, 4, 12, 0)]
    [InlineData(2, 0, 0, 0, 0)] // a file of version 0.1
    public void Sums_of_earlier_attempts_are_shared_out_without_loss(int attempt, int rolledBack, int failed, int notAttempted, int unknown)
    {
        const int count = 4;
        var result = new BatchResult
        {
            RunId = "r",
            Scenario = "s",
            Name = "n",
            Resource = "x",
            OperationCount = count,
            OperationsCommitted = count,
            Attempt = attempt,
            EarlierOperationsRolledBack = rolledBack,
            EarlierOperationsFailed = failed,
            EarlierOperationsNotAttempted = notAttempted,
            EarlierOperationsUnknown = unknown,
        };

        var endings = RetriedEndings.Of(result, count).ToList();

        Assert.All(endings, static e => Assert.Equal(count, e.Count));
        Assert.Equal(
            (rolledBack, failed, notAttempted, unknown),
            (endings.Sum(static e => e.RolledBack), endings.Sum(static e => e.Failed), endings.Sum(static e => e.NotAttempted), endings.Sum(static e => e.Unknown)));
    }

    private static async Task<(BatchRun Run, IReadOnlyList<BatchResult> Results)> RunAsync(
        ApiConnection connection,
        RunPlan plan,
        RunOptions? options = null)
    {
        var load = Load.Start(connection, plan, options);
        return (load.Run, await Load.FinishAsync(load));
    }
}
