namespace EdFi.BatchPerf;

/// <summary>Outcome of a search for capacity.</summary>
public enum CapacityAnswer
{
    /// <summary>The search has not ended.</summary>
    Unfinished,

    /// <summary>A load held, and a load larger by no more than the resolution broke.</summary>
    Found,

    /// <summary>The largest load allowed held: the capacity is at least that.</summary>
    MaximumHeld,

    /// <summary>The client was the limit before the server was: the capacity is at least the highest load that held, if any did.</summary>
    ClientLimited,

    /// <summary>Not even the smallest load held.</summary>
    NothingHeld,
}
