namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>On which stream a machine's text belongs.</summary>
public enum MemberTextKind
{
    /// <summary>Of use for finding faults only.</summary>
    Detail,

    /// <summary>How the load goes on.</summary>
    Note,

    /// <summary>What is done.</summary>
    Say,

    /// <summary>What the operator has to know.</summary>
    Warning,
}
