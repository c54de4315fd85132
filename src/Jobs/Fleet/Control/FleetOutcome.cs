namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Outcome of a fleet's load.</summary>
/// <param name="Machines">The outcome of every machine, in order.</param>
/// <param name="StartAt">The common start, by the controller's clock.</param>
internal sealed record FleetOutcome(IReadOnlyList<MachineEnd> Machines, DateTimeOffset StartAt);
