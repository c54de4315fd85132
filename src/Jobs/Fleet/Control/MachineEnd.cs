namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Outcome of one machine.</summary>
internal sealed record MachineEnd
{
    /// <summary>The machine's name.</summary>
    public required string Name { get; init; }

    /// <summary>State at the end of the load.</summary>
    public MachineState State { get; init; }

    /// <summary>The machine's share of the plan.</summary>
    public required Segment Segment { get; init; }

    /// <summary>Offset of its clock from the controller's, with its error; null where it was not measured.</summary>
    public Machines.MachineClock? Clock { get; init; }

    /// <summary>The machine's run, ended; null where it did not arrive.</summary>
    public BatchRun? Run { get; init; }

    /// <summary>The id of its run; null where none began.</summary>
    public string? RunId { get; init; }

    /// <summary>Its results file on the controller; null where there is none.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Path of its journal: on the controller where it was collected, else on the machine; null for no journal.</summary>
    public string? Journal { get; init; }

    /// <summary>Full paths of its files that were collected.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The last counts that were received, which are lower bounds of the final ones; null for none.</summary>
    public RunTotals? LastTotals { get; init; }

    /// <summary>Reason why the machine failed or was lost, in words; null where it was not.</summary>
    public string? Fault { get; init; }
}
