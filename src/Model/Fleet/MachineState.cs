namespace EdFi.BatchPerf;

/// <summary>State of one machine in a fleet.</summary>
public enum MachineState
{
    /// <summary>The machine carried out its share to the end, or until it was told to stop, and its files are complete.</summary>
    Done,

    /// <summary>Its run ended for a reason of its own, or never began.</summary>
    Failed,

    /// <summary>The machine stopped answering: its last known counts are lower bounds.</summary>
    Lost,

    /// <summary>Its run goes on: on a dashboard only.</summary>
    Running,
}
