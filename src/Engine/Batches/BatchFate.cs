namespace EdFi.BatchPerf.Batches;

/// <summary>Fate of a batch's transaction.</summary>
internal enum BatchFate
{
    /// <summary>All operations were committed.</summary>
    Committed,

    /// <summary>One operation failed: those before it were rolled back, those after it not attempted.</summary>
    RolledBack,

    /// <summary>The server refused the batch before its first operation, or never received it.</summary>
    NotAttempted,

    /// <summary>No answer gives the outcome.</summary>
    Unknown,
}
