namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>State of the metadata that the server serves about its resources.</summary>
public enum MetadataState
{
    /// <summary>Its OpenAPI document flags references that are part of an identity, as a DMS's does.</summary>
    Served,

    /// <summary>Its OpenAPI document flags values and query fields only, as the published specifications do.</summary>
    FlatFlags,

    /// <summary>Discovery does not name it.</summary>
    Unlisted,

    /// <summary>Discovery names an address at which there is nothing (404).</summary>
    NotFound,

    /// <summary>The document is cut off in the middle.</summary>
    Damaged,
}
