namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Resources of which scenarios are made from a server's metadata, and how.</summary>
internal sealed record ScenarioRequest
{
    /// <summary>Resources by endpoint segment, with the wildcards * and ? and in any letter case; all where there is neither these nor a
    /// preset.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>True where all resources were asked for explicitly.</summary>
    public bool All { get; init; }

    /// <summary>A mix of resources by its name; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>The folder in which the templates are written; null to write nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>True to replace files that are there.</summary>
    public bool Force { get; init; }

    /// <summary>True for documents with optional values, too.</summary>
    public bool Full { get; init; }

    /// <summary>True where parents of records are made once for each client and reused by all its batches.</summary>
    public bool ReuseParents { get; init; }

    /// <summary>True to send one record of each, to learn from refusals and to make the fixtures.</summary>
    public bool Verify { get; init; }

    /// <summary>True to create descriptors of types that have none, and the prerequisites of the fixtures.</summary>
    public bool CreateMissing { get; init; }

    /// <summary>An OpenAPI document of resources, as a file, instead of the server's; null for the server's.</summary>
    public string? OpenApiPath { get; init; }

    /// <summary>An OpenAPI document of descriptors, as a file; null for the server's, or none where resources come from a file.</summary>
    public string? DescriptorsPath { get; init; }
}
