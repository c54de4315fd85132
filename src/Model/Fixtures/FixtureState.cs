namespace EdFi.BatchPerf;

/// <summary>State of a fixture.</summary>
public enum FixtureState
{
    /// <summary>It was there already and was left as it is.</summary>
    Existing,

    /// <summary>It was created.</summary>
    Created,

    /// <summary>It is missing and would be created.</summary>
    WouldCreate,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It was deleted.</summary>
    Removed,

    /// <summary>It is there and would be deleted.</summary>
    WouldRemove,

    /// <summary>It is there but bears another name than ours, and was left as it is.</summary>
    Kept,

    /// <summary>The server refused to delete it; the detail says why.</summary>
    Refused,

    /// <summary>The server did not let us look.</summary>
    Unknown,
}
