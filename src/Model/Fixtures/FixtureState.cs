namespace EdFi.BatchPerf;

/// <summary>State of a fixture.</summary>
public enum FixtureState
{
    /// <summary>The fixture existed already and was not changed.</summary>
    Existing,

    /// <summary>The fixture was created.</summary>
    Created,

    /// <summary>The fixture is missing and would be created (-WhatIf).</summary>
    WouldCreate,

    /// <summary>The fixture is not on the server.</summary>
    Missing,

    /// <summary>The fixture was deleted.</summary>
    Removed,

    /// <summary>The fixture exists and would be deleted (-WhatIf).</summary>
    WouldRemove,

    /// <summary>The document exists under another name than the fixture's, and was not changed.</summary>
    Kept,

    /// <summary>The server refused to delete it; the detail says why.</summary>
    Refused,

    /// <summary>Whether it is on the server is not known; the detail says why.</summary>
    Unknown,
}
