using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Turns settings into scenarios and a plan.</summary>
internal sealed class PlanBuilder(RunSettings settings, ScenarioCatalog catalog)
{
    /// <summary>Share of failed batches above which a run ends, as the harness did.</summary>
    private const double MaxFailureRate = 0.5;

    private FixtureKeys FixtureKeys => new() { LocalEducationAgencyId = settings.Harness.LocalEducationAgencyId };

    /// <summary>Compiles the scenarios, each with how often it is dealt.</summary>
    public IReadOnlyList<ScenarioShare> Scenarios(ScenarioOptions options) =>
        new ScenarioFactory(catalog).Deal([.. catalog.Resolve(settings.Harness.Tests).Select(static s => (s.Name, (int?)null))], options);

    /// <summary>What scenarios are compiled with.</summary>
    /// <param name="descriptors">What the server has.</param>
    /// <param name="parents">Updates of the shared parents; empty where there are none.</param>
    public ScenarioOptions Options(IReadOnlyCollection<string> descriptors, IReadOnlyList<BatchOperation> parents) => new()
    {
        Seed = settings.Seed,
        TripleCount = settings.Harness.BatchTripleCount,
        TripleCounts = TripleCounts(),
        OneByOne = settings.Harness.TestType == TestType.Volume,
        FixtureKeys = FixtureKeys,
        AvailableDescriptors = descriptors,
        Contention = settings.Contention == ContentionKind.None
            ? null
            : new ContentionOptions { Kinds = settings.Contention, Share = settings.ContentionShare, Parents = parents },
    };

    public RunPlan Plan(IReadOnlyList<ScenarioShare> scenarios)
    {
        var plan = new RunPlan
        {
            Scenarios = scenarios,
            TestType = settings.Harness.TestType,
            DeleteResources = settings.Harness.DeleteResources ?? false,
            ClientCount = settings.Harness.ClientCount,
            SpawnRate = settings.Harness.SpawnRate,
            Duration = settings.Duration,
            BatchCount = settings.BatchCount,
            WarmUp = settings.WarmUp,
            ThinkTime = settings.ThinkTime,
            Pacing = settings.Pacing,
            ArrivalRate = settings.ArrivalRate,
            OperationRate = settings.OperationRate,
            ArrivalDistribution = settings.ArrivalDistribution,
            Stages = settings.Stages,
            StageTarget = settings.StageTarget,
            RetryCount = settings.RetryCount,
            StopOnFailureRate = settings.StopOnFailureRate ?? MaxFailureRate,
            Thresholds = settings.VerdictThresholds,
            StopFile = settings.StopFile,
            Contention = settings.Contention,
            ContentionShare = settings.ContentionShare,
            FailDeliberately = settings.Harness.FailDeliberately,
            KeepOperations = settings.Harness.Debug,
            Seed = settings.Seed,
        };
        plan = settings.RequestTimeout is { } request ? plan with { RequestTimeout = request } : plan;
        return settings.StopTimeout is { } stop ? plan with { StopTimeout = stop } : plan;
    }

    private Dictionary<string, int> TripleCounts()
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var scenario in catalog.Scenarios)
        {
            foreach (var variable in TripleCountVariables.Of(scenario))
            {
                if (HarnessSettings.TripleCountOf(settings.Source, variable) is { } count)
                {
                    counts[scenario.Name] = count;
                    break;
                }
            }
        }

        return counts;
    }
}
