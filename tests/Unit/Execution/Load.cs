using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Unit.Dashboard;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Runs plans to their end and holds what every run must keep: each batch counted once, each ledger balanced, nothing left at work.</summary>
internal static class Load
{
    /// <summary>Far more than anything here takes; what waits longer hangs.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    public static Task<ApiConnection> ConnectAsync(SimulatorHost simulator, TimeProvider? time = null) => Connector.OpenAsync(
        new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = "simulator-key", Secret = "simulator-secret" },
        tell: null,
        time ?? TimeProvider.System,
        CancellationToken.None);

    public static LoadRun Start(ApiConnection connection, RunPlan plan, RunOptions? options = null) =>
        LoadRun.Start(connection, plan, (options ?? new RunOptions()) with { StreamResults = true });

    public static async Task<IReadOnlyList<BatchResult>> RunAsync(ApiConnection connection, RunPlan plan) => await FinishAsync(Start(connection, plan));

    /// <summary>
    /// Starts a run of which some batches are never answered, and times those out when the others have been answered, which so have all the
    /// time that a slow machine takes.
    /// </summary>
    public static async Task<LoadRun> StartStalledAsync(ApiConnection connection, RunPlan plan, Func<LoadRun, bool> othersAnswered)
    {
        var clock = new TestClock();
        var load = Start(
            connection,
            plan with { RequestTimeout = TimeSpan.FromHours(1), StopTimeout = TimeSpan.FromHours(2) },
            new RunOptions { Time = clock });
        await clock.UntilAsync(() => othersAnswered(load));
        clock.Advance(TimeSpan.FromHours(1));
        return load;
    }

    /// <summary>Waits for the end of a run whose clock a test moves, and returns all results.</summary>
    public static async Task<IReadOnlyList<BatchResult>> FinishAsync(LoadRun load, TestClock clock)
    {
        await clock.UntilAsync(() => load.Completion.IsCompleted);
        return await FinishAsync(load);
    }

    /// <summary>Waits for the end and returns all results.</summary>
    public static async Task<IReadOnlyList<BatchResult>> FinishAsync(LoadRun load)
    {
        await load.Completion.WaitAsync(Bound);
        var results = new List<BatchResult>();
        while (load.Results!.TryRead(out var result))
        {
            results.Add(result);
        }

        AssertSound(load, results);
        return results;
    }

    private static void AssertSound(LoadRun load, List<BatchResult> results)
    {
        var run = load.Run;
        Assert.NotEqual(StopReason.None, run.StopReason);
        Assert.NotNull(run.EndedAt);
        Assert.NotNull(run.MeasuredTo);
        Assert.Equal((0, 0), (run.InFlight, run.Clients));
        Assert.False(load.Results!.WaitToReadAsync().AsTask().GetAwaiter().GetResult());
        Assert.Equal(results.Count, results.Select(static r => (r.Client, r.Sequence)).Distinct().Count());
        Assert.All(results, AssertBalanced);

        var totals = run.Totals;
        Assert.Equal(results.Count, totals.Batches);
        Assert.Equal(results.Count(static r => r.Success), totals.Succeeded);
        Assert.Equal(results.Count(static r => r.ErrorKind == ErrorKind.Canceled), totals.Canceled);
        Assert.Equal(totals.Batches, totals.Succeeded + totals.Failed + totals.Canceled);
        Assert.Equal(results.Sum(static r => (long)r.OperationsCommitted), totals.OperationsCommitted);
        Assert.Equal(results.Sum(static r => (long)r.OperationsUnknown + r.EarlierOperationsUnknown), totals.OperationsUnknown);
        Assert.Equal(results.Sum(static r => (long)r.Attempt), totals.Attempts);
        Assert.Equal(results.Sum(static r => (long)r.Attempt * r.OperationCount), totals.OperationsSent);
        Assert.Equal(
            (totals.OperationsSent, totals.OperationsCommitted, totals.OperationsUnknown),
            (run.Ledger.Sum(static r => r.Sent), run.Ledger.Sum(static r => r.Committed), run.Ledger.Sum(static r => r.Unknown)));
        Assert.Equal(
            totals.OperationsSent,
            totals.OperationsCommitted + totals.OperationsRolledBack + totals.OperationsFailed + totals.OperationsNotAttempted + totals.OperationsUnknown);
        if (run.ScheduledArrivals is { } scheduled)
        {
            Assert.Equal(scheduled, results.Count + run.DroppedArrivals);
        }
    }

    private static void AssertBalanced(BatchResult result)
    {
        Assert.Equal(
            result.OperationCount,
            result.OperationsCommitted + result.OperationsRolledBack + result.OperationsFailed + result.OperationsNotAttempted + result.OperationsUnknown);
        Assert.Equal(
            (result.Attempt - 1) * result.OperationCount,
            result.EarlierOperationsRolledBack + result.EarlierOperationsFailed + result.EarlierOperationsNotAttempted + result.EarlierOperationsUnknown);
        Assert.Equal(result.Attempt, result.Attempts?.Count ?? 1);
        Assert.Equal(result.Success, result.ErrorKind is null);
        Assert.Equal(result.Success, result.OperationsCommitted == result.OperationCount);
        Assert.True(result.ResponseTimeMs >= result.ServiceTimeMs, "A response takes at least as long as the service.");
    }
}
