using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A machine whose command is started, and which comes to nothing more, since another one's is not.</summary>
internal sealed class StartedMachine(IFleetMachine machine, RefusingMachine other) : IFleetMachine
{
    public string Name => machine.Name;

    public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) => machine.ProbeAsync(cancellationToken);

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken) => machine.InstallAsync(module, cancellationToken);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        other.Other.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken) => machine.AskAsync(tick, cancellationToken);

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
