using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Rehearsing;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Settings that all runs of a study have in common.</summary>
internal sealed record StudyRequest
{
    /// <summary>Scenarios that can be run.</summary>
    public required ScenarioCatalog Catalog { get; init; }

    /// <summary>The scenarios that were asked for; null for the default ones.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Step that makes or finds the fixtures of the scenarios.</summary>
    public required FixtureStep Fixtures { get; init; }

    /// <summary>Fixes the documents' values and Poisson arrivals.</summary>
    public required int Seed { get; init; }

    /// <summary>
    /// Makes the plan of runs; the study then replaces options that would disturb it (its clients begin at once, nothing else ends a run).
    /// </summary>
    public required Func<ScenarioCatalog, ScenarioOptions, RunPlan> Plan { get; init; }

    /// <summary>Full path of the JSON file for the findings; null for none.</summary>
    public string? File { get; init; }

    /// <summary>Resources of this machine for the runs; null to ask the operating system.</summary>
    internal ClientResources? Resources { get; init; }

    /// <summary>Rehearses the first run of an open loop; null for the usual way.</summary>
    internal LoadRehearsal? Rehearsal { get; init; }
}
