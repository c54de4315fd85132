using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A machine whose command cannot be started, once another one's was.</summary>
internal sealed class RefusingMachine(IFleetMachine machine) : IFleetMachine
{
    public string Name => machine.Name;

    public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) => machine.ProbeAsync(cancellationToken);

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken) => machine.InstallAsync(module, cancellationToken);

    /// <summary>Ends when another machine's command was started.</summary>
    public TaskCompletionSource Other { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await Other.Task.WaitAsync(cancellationToken);
        throw new MachineLostException("its command was refused");
    }

    public Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken) => machine.AskAsync(tick, cancellationToken);

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
