using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>A machine of a fleet as its controller reaches it.</summary>
internal interface IFleetMachine : IAsyncDisposable
{
    /// <summary>The machine's name, as the operator knows it.</summary>
    string Name { get; }

    /// <summary>Reads facts about it; needs nothing of this module there.</summary>
    /// <exception cref="MachineLostException">It cannot be reached, or cannot say.</exception>
    Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Brings the module.</summary>
    /// <param name="module">The module of this controller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MachineLostException">It cannot be brought.</exception>
    Task InstallAsync(FleetModule module, CancellationToken cancellationToken);

    /// <summary>Loads the module and starts the command that answers ticks.</summary>
    /// <exception cref="MachineLostException">It cannot be started.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Sends a tick and waits for its answer; one at a time.</summary>
    /// <exception cref="MachineLostException">The machine cannot be reached any more.</exception>
    Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken);
}
