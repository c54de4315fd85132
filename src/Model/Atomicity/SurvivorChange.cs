namespace EdFi.BatchPerf;

/// <summary>Change of a document that a failed batch left on the server, against its before-image.</summary>
public enum SurvivorChange
{
    /// <summary>It is there and was not before.</summary>
    Created,

    /// <summary>Its body, its ETag or its id differs from the before-image.</summary>
    Updated,

    /// <summary>It was there and is gone.</summary>
    Deleted,
}
