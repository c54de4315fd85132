namespace EdFi.BatchPerf;

/// <summary>Outcome of a search for capacity.</summary>
public enum CapacityAnswer
{
    /// <summary>It has not ended.</summary>
    Unfinished,

    /// <summary>One load held, and one that is larger by no more than the resolution did not.</summary>
    Found,

    /// <summary>The largest load allowed held: the capacity is at least that.</summary>
    MaximumHeld,

    /// <summary>The client was the limit before the server was: the capacity is at least the highest load that held, if any did.</summary>
    ClientLimited,

    /// <summary>Not even the smallest load held.</summary>
    NothingHeld,
}
