namespace EdFi.BatchPerf;

/// <summary>What a survivor has become.</summary>
public enum SurvivorChange
{
    /// <summary>It is there and was not before.</summary>
    Created,

    /// <summary>Its body, its ETag or its id differs from the before-image.</summary>
    Updated,

    /// <summary>It was there and is gone.</summary>
    Deleted,
}
