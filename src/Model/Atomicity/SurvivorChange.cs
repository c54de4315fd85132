namespace EdFi.BatchPerf;

/// <summary>Change of a document that a failed batch left on the server, against its before-image.</summary>
public enum SurvivorChange
{
    /// <summary>The document exists, and did not before the batch.</summary>
    Created,

    /// <summary>Its body, its ETag or its id differs from the before-image.</summary>
    Updated,

    /// <summary>The document existed before the batch, and is gone.</summary>
    Deleted,
}
