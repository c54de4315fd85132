namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Requests that a fleet's controller makes of a machine. Each renews the machine's lease, and is answered at once.</summary>
internal enum TickKind
{
    /// <summary>Asks for nothing but an answer: the state, the clock, the events since the last one.</summary>
    Renew,

    /// <summary>Opens the connection to the server.</summary>
    Reach,

    /// <summary>Prepares the machine's share of the load, up to the last step before the first batch.</summary>
    Arm,

    /// <summary>Announces the common start; without <see cref="Go"/> nothing begins.</summary>
    Start,

    /// <summary>Has the machine begin at the start that was announced; of no effect once that has passed.</summary>
    Go,

    /// <summary>Sends nothing more and gives batches in flight their time; a load that has not begun is given up.</summary>
    Stop,

    /// <summary>Gives up batches in flight at once.</summary>
    Cancel,

    /// <summary>Asks for a piece of a file.</summary>
    Read,

    /// <summary>Lets the machine go.</summary>
    Leave,
}
