namespace EdFi.BatchPerf;

/// <summary>Outcome of one run of a search for capacity.</summary>
public enum CapacityOutcome
{
    /// <summary>Every threshold is kept, and no queue was growing.</summary>
    Held,

    /// <summary>A threshold is not kept, or a queue was growing.</summary>
    Broken,

    /// <summary>Nothing of the server: the client was the limit.</summary>
    ClientLimited,
}
