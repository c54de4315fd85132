namespace EdFi.BatchPerf;

/// <summary>The <c>op</c> of a batch operation.</summary>
public enum OperationKind
{
    /// <summary>An upsert: an existing natural key is updated and keeps its id.</summary>
    Create,

    /// <summary>Replaces the document with the given id or natural key.</summary>
    Update,

    /// <summary>Deletes the document with the given id or natural key.</summary>
    Delete,
}
