using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Clients that send ordinary batches of the scenario while cases are tried; none of them leaves anything behind.</summary>
internal sealed class BackgroundLoad : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly LoadRun? _load;

    private BackgroundLoad(LoadRun? load) => _load = load;

    public int Clients { get; private init; }

    /// <summary>Batches that were answered so far.</summary>
    public long Batches => _load?.Run.Totals.Batches ?? 0;

    public static BackgroundLoad Start(ApiConnection connection, IScenario scenario, int clients) =>
        new(clients == 0 ? null : LoadRun.Start(connection, PlanOf(scenario, clients))) { Clients = clients };

    /// <summary>The plan of a load by one or more clients.</summary>
    public static RunPlan PlanOf(IScenario scenario, int clients) => new()
    {
        Scenarios = [new ScenarioShare(scenario)],
        ClientCount = clients,
        SpawnRate = 1_000_000,
        Duration = Longest,
        StopTimeout = Drain,
    };

    /// <summary>Waits until every client has had the time for an answer.</summary>
    public async Task UnderWayAsync(CancellationToken cancellationToken)
    {
        while (_load is { Completion.IsCompleted: false } && Batches < Clients)
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Lets the batches in flight come to their end, so that nothing of them stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_load is { } load)
        {
            load.Stop(StopReason.StopRequested);
            await load.Completion;
        }
    }
}
