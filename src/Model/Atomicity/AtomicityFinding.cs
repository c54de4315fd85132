namespace EdFi.BatchPerf;

/// <summary>Share of a batch's effects that was found on the server afterwards: none, all, a part, or not known.</summary>
public enum AtomicityFinding
{
    /// <summary>No document differs from its before-image.</summary>
    Nothing,

    /// <summary>Every operation's effect is there.</summary>
    Everything,

    /// <summary>The effects of some operations are there, those of others are not.</summary>
    Part,

    /// <summary>Not every document could be read back.</summary>
    NotKnown,
}
