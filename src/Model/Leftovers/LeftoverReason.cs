namespace EdFi.BatchPerf;

/// <summary>Reason why a run may have left a document.</summary>
public enum LeftoverReason
{
    /// <summary>No answer gave the outcome of the batch or operation.</summary>
    Unknown,

    /// <summary>The batch may have been in flight when the process died.</summary>
    InFlight,

    /// <summary>The run kept the documents that it created.</summary>
    Kept,

    /// <summary>Batches of its client reused it as a parent, and the run did not come to delete it.</summary>
    Reused,
}
