using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>A run of which half the batches failed, for tests of what is shown of it.</summary>
public sealed class FailingRun : IAsyncLifetime
{
    private SimulatorHost _server = null!;

    public BatchRun Run { get; private set; } = null!;

    internal RunPlan Plan { get; } = Plans.Counted(40, triples: 3) with { Seed = 7 };

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(_server);
        _server.Change(static o => o with { ServerErrorRate = 0.5 });
        var load = Load.Start(connection, Plan);
        await Load.FinishAsync(load);
        Run = load.Run;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();
}
