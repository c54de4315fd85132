namespace EdFi.BatchPerf.Documents.Deletes;

/// <summary>State of a document that was to be deleted.</summary>
internal enum DeleteState
{
    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>It was gone.</summary>
    Gone,

    /// <summary>Its id leads to another document, which was left as it is.</summary>
    Foreign,

    /// <summary>The server refused to delete it.</summary>
    Refused,

    /// <summary>It could not be read, or has no id, and was left as it is.</summary>
    Unknown,
}
