namespace EdFi.BatchPerf.Documents.Deletes;

/// <summary>State of a document that was to be deleted.</summary>
internal enum DeleteState
{
    /// <summary>The document was deleted.</summary>
    Deleted,

    /// <summary>The document was gone already.</summary>
    Gone,

    /// <summary>Its id leads to another document, which was left as it is.</summary>
    Foreign,

    /// <summary>The server refused to delete it.</summary>
    Refused,

    /// <summary>The document could not be read, or has no id, and was not touched.</summary>
    Unknown,
}
