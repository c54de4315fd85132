using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A machine some of whose answers are other ones.</summary>
internal sealed class ChangedMachine(IFleetMachine machine, Func<FleetTick, FleetAnswer, FleetAnswer> change) : IFleetMachine
{
    public string Name => machine.Name;

    public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) => machine.ProbeAsync(cancellationToken);

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken) => machine.InstallAsync(module, cancellationToken);

    public Task OpenAsync(CancellationToken cancellationToken) => machine.OpenAsync(cancellationToken);

    public async Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken) =>
        change(tick, await machine.AskAsync(tick, cancellationToken));

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
