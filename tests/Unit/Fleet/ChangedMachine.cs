using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A machine some of whose answers are other ones.</summary>
internal sealed class ChangedMachine(IFleetMachine machine, Func<FleetTick, FleetAnswer, Task<FleetAnswer>> change) : IFleetMachine
{
    public ChangedMachine(IFleetMachine machine, Func<FleetTick, FleetAnswer, FleetAnswer> change)
        : this(machine, (tick, answer) => Task.FromResult(change(tick, answer)))
    {
    }

    public string Name => machine.Name;

    public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) => machine.ProbeAsync(cancellationToken);

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken) => machine.InstallAsync(module, cancellationToken);

    public async Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken) =>
        await change(tick, await machine.AskAsync(tick, cancellationToken));

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
