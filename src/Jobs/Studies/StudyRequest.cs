using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Jobs.Preparing;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>What all runs of a study have in common.</summary>
public sealed record StudyRequest
{
    /// <summary>What can be run.</summary>
    public required ScenarioCatalog Catalog { get; init; }

    /// <summary>The scenarios that were asked for; null for the default ones.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What they stand on.</summary>
    public required FixtureStep Fixtures { get; init; }

    /// <summary>Makes the plan of runs of one batch size, whose clients all begin at once: a ramp would be measured with every run.</summary>
    public required StudyPlan Plan { get; init; }

    /// <summary>Full path of the JSON file for what is found; null for none.</summary>
    public string? File { get; init; }
}
