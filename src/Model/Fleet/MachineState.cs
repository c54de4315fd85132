namespace EdFi.BatchPerf;

/// <summary>State of one machine in a fleet.</summary>
public enum MachineState
{
    /// <summary>It carried out its share to the end, or to a stop that was asked for, and its files are there.</summary>
    Done,

    /// <summary>Its run ended for a reason of its own, or never began.</summary>
    Failed,

    /// <summary>It was not heard of any more: its last known counts are lower bounds.</summary>
    Lost,

    /// <summary>Its run goes on: on a dashboard only.</summary>
    Running,
}
