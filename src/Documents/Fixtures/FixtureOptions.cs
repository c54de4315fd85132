using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Options for making or removing fixtures.</summary>
internal sealed class FixtureOptions
{
    /// <summary>True to create missing descriptors, the school year and the agency too, as far as the claim set allows.</summary>
    public bool CreateMissing { get; init; }

    /// <summary>True to read only and to say what would be done.</summary>
    public bool WhatIf { get; init; }

    /// <summary>True to remove the agency too, if it bears the name that we give; descriptors and school years are never removed.</summary>
    public bool IncludeAgency { get; init; }

    /// <summary>
    /// True to go on where a built-in fixture is refused that scenarios need; it is Missing then, and the detail says why.
    /// </summary>
    internal bool GoOn { get; init; }

    /// <summary>Further required descriptors, as <see cref="ScenarioCatalog.DescriptorsOf"/> gives them.</summary>
    public IReadOnlyList<DescriptorUse> ScenarioDescriptors { get; init; } = [];

    /// <summary>The fixtures of templates, made after the built-in ones and removed before them.</summary>
    public ScenarioFixtures Scenario { get; init; } = ScenarioFixtures.None;
}
