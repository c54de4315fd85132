namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Stream to which a machine's text belongs.</summary>
internal enum MemberTextKind
{
    /// <summary>Of use for finding faults only.</summary>
    Detail,

    /// <summary>Details of the load's progress.</summary>
    Note,

    /// <summary>A step of the load.</summary>
    Say,

    /// <summary>A fact that the operator has to know.</summary>
    Warning,
}
