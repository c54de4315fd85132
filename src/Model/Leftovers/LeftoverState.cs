namespace EdFi.BatchPerf;

/// <summary>State of a document that a run left on the server.</summary>
public enum LeftoverState
{
    /// <summary>The document is on the server.</summary>
    Found,

    /// <summary>The document was deleted.</summary>
    Removed,

    /// <summary>The document was gone when it was to be deleted.</summary>
    Gone,

    /// <summary>The server refused to delete it.</summary>
    Refused,

    /// <summary>Its id leads to a document with another identity than the run's, which was left as it is.</summary>
    Kept,

    /// <summary>
    /// It is there, but has no usable id or could not be read by it, so it was left as it is; or, where the id is empty and Detail says so,
    /// it is not known whether it is there.
    /// </summary>
    Unknown,
}
