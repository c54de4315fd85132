namespace EdFi.BatchPerf;

/// <summary>State of one operation of a batch.</summary>
public enum OperationState
{
    /// <summary>The server said that the transaction committed.</summary>
    Committed,

    /// <summary>It had been carried out and was undone because a later operation failed.</summary>
    RolledBack,

    /// <summary>It is the operation that made the batch fail.</summary>
    Failed,

    /// <summary>The server never came to it.</summary>
    NotAttempted,

    /// <summary>No answer says whether it was committed.</summary>
    Unknown,
}
