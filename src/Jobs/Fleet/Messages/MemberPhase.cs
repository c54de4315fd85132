namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Phases of a machine in a fleet, in order.</summary>
internal enum MemberPhase
{
    /// <summary>It has been asked for nothing yet.</summary>
    Idle,

    /// <summary>It opens the connection.</summary>
    Reaching,

    /// <summary>The server was reached, the key taken, and there is a batch endpoint.</summary>
    Reached,

    /// <summary>It prepares its share.</summary>
    Arming,

    /// <summary>Everything is ready; it waits to be told the start.</summary>
    Armed,

    /// <summary>It knows the start, and does not begin without the word to go.</summary>
    Announced,

    /// <summary>It has the word to go, and waits for the start or runs.</summary>
    Started,

    /// <summary>Its run has ended and its files are complete.</summary>
    Ended,

    /// <summary>It ended without a run.</summary>
    Failed,
}
