namespace EdFi.BatchPerf;

/// <summary>Ways in which a load's clients contend with each other.</summary>
[Flags]
public enum ContentionKind
{
    /// <summary>In nothing: every batch has documents of its own.</summary>
    None = 0,

    /// <summary>Batches also update the fixtures' class period and location, to the values that they have already.</summary>
    SharedParents = 1,

    /// <summary>Triples use natural keys that all clients share.</summary>
    OverlappingKeys = 2,

    /// <summary>Every second client writes its batches in the opposite order.</summary>
    OppositeOrder = 4,
}
