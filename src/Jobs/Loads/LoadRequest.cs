using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>A load that was asked for: one run, or several of one plan.</summary>
internal sealed record LoadRequest
{
    /// <summary>Servers that are loaded; several take turns, A B B A.</summary>
    public required IReadOnlyList<LoadServer> Servers { get; init; }

    /// <summary>The common start that the run waits for once everything is prepared; null to begin at once. For one run alone.</summary>
    public StartSignal? Start { get; init; }

    /// <summary>The folder in which the machines of a divided plan agree on the start; null for none. Not together with
    /// <see cref="Start"/>.</summary>
    public StartFolder? Meeting { get; init; }

    /// <summary>True to prepare the servers and make no run.</summary>
    public bool PrepareOnly { get; init; }

    /// <summary>Lease that ends the run where it is not renewed in time; null for a run that needs none.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>Runs that are made against each of <see cref="Servers"/>, 1 or more.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Scenarios that can be run.</summary>
    public required ScenarioCatalog Catalog { get; init; }

    /// <summary>The scenarios that were asked for; null for the default ones.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Step that makes or finds the scenarios' fixtures; a run that goes on has those of its journal.</summary>
    public required FixtureStep Fixtures { get; init; }

    /// <summary>Makes the options that scenarios are compiled with.</summary>
    public required LoadScenarioOptions Options { get; init; }

    /// <summary>Makes the plan of the runs.</summary>
    public required Func<ScenarioCatalog, ScenarioOptions, RunPlan> Plan { get; init; }

    /// <summary>Full paths of the templates.</summary>
    public IReadOnlyList<string> ScenarioPaths { get; init; } = [];

    /// <summary>Full path of the journal of a run that goes on; null for a new run.</summary>
    public string? Resume { get; init; }

    /// <summary>True to update, without a question, shared parents that this tool did not create.</summary>
    public bool Force { get; init; }

    /// <summary>Returns the paths of each run's files.</summary>
    public required Func<RunNumber, LoadFiles> Files { get; init; }

    /// <summary>Probes that measure the server's cost of each run.</summary>
    public LoadProbes Probes { get; init; } = new();

    /// <summary>Where the runs' figures are exported to while they last; null for nowhere.</summary>
    public LoadTelemetry? Telemetry { get; init; }

    /// <summary>Port of the dashboard, 0 for a free one; null for no dashboard.</summary>
    public int? DashboardPort { get; init; }

    /// <summary>Thresholds that each run's figures are tested against at its end.</summary>
    public IReadOnlyList<BatchThreshold> Thresholds { get; init; } = [];

    /// <summary>Full path of a stored run, or of its results, that each report compares its run with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The clocks of the runs.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Resources of this machine for the load; null to ask the operating system.</summary>
    internal ClientResources? Resources { get; init; }
}
