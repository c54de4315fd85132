namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Phases of a machine in a fleet, in order.</summary>
internal enum MemberPhase
{
    /// <summary>No tick has asked the machine for anything yet.</summary>
    Idle,

    /// <summary>The machine opens its connection to the server.</summary>
    Reaching,

    /// <summary>The server was reached, accepted the key, and has a batch endpoint.</summary>
    Reached,

    /// <summary>The machine prepares its share of the load.</summary>
    Arming,

    /// <summary>Everything is ready; the machine waits for the time of the start.</summary>
    Armed,

    /// <summary>The machine knows the time of the start, and does not begin without the tick Go.</summary>
    Announced,

    /// <summary>The machine has the tick Go, and waits for the start or runs.</summary>
    Started,

    /// <summary>Its run has ended and its files are complete.</summary>
    Ended,

    /// <summary>The machine ended without a run.</summary>
    Failed,
}
