using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Makes a run plan out of a load cmdlet's parameters.</summary>
internal static class PlanBuilder
{
    public static RunPlan Build(
        InvokeBatchVolumeTestCommand given,
        string parameterSet,
        int seed,
        IReadOnlyList<ScenarioShare> shares,
        Func<string, string> toFilePath,
        bool debug) => Basis(given, seed, shares) with
    {
        TestType = given.TestType,
        DeleteResources = given.DeleteResources,
        ClientCount = debug ? 1 : ClientCount(given),
        SpawnRate = SpawnRate(given, parameterSet),
        Duration = parameterSet switch
        {
            "BatchCount" or "Stage" => null,
            "RunTime" => TimeSpan.FromMinutes(given.RunTimeInMinutes),
            _ => given.Duration,
        },
        BatchCount = given.BatchCount == 0 ? null : given.BatchCount,
        Stages = given.Stage,
        StageTarget = given.StageTarget,
        ArrivalRate = given.ArrivalRate == 0 ? null : given.ArrivalRate,
        OperationRate = given.OperationRate == 0 ? null : given.OperationRate,
        ArrivalDistribution = given.ArrivalDistribution,
        StopOnFailureRate = double.IsNaN(given.StopOnFailureRate) ? null : given.StopOnFailureRate,
        StopOnFailureMinimum = given.StopOnFailureMinimum,
        StopFile = given.StopFile is null ? null : toFilePath(given.StopFile),
        Contention = Kinds(given),
        ContentionShare = given.ContentionShare,
        FailDeliberately = given.FailDeliberately,
        KeepOperations = debug,
    };

    /// <summary>What every run of scenarios takes from its cmdlet; the rest are defaults.</summary>
    public static RunPlan Basis(IScenarioParameters given, int seed, IReadOnlyList<ScenarioShare> shares) => new()
    {
        Scenarios = shares,
        ClientCount = given.ClientCount,
        WarmUp = given.WarmUp,
        ThinkTime = given.ThinkTime,
        Pacing = given.Pacing == TimeSpan.Zero ? null : given.Pacing,
        RetryCount = given.RetryCount,
        RequestTimeout = given.RequestTimeout,
        StopTimeout = given.StopTimeout,
        Seed = seed,
        Thresholds = HashtableValues.Into(new VerdictThresholds(), given.VerdictThreshold, "VerdictThresholdInvalid", "verdict threshold"),
    };

    /// <summary>Compiles what <c>-Scenario</c> names.</summary>
    public static IReadOnlyList<ScenarioShare> Shares(IScenarioParameters given, ScenarioCatalog catalog, ScenarioOptions options) =>
        new ScenarioFactory(catalog).Deal(ScenarioWeights.Read(given.Scenario), options);

    /// <summary>All of <c>-Contention</c> in one.</summary>
    public static ContentionKind Kinds(InvokeBatchVolumeTestCommand given) =>
        given.Contention.Aggregate(ContentionKind.None, static (all, kind) => all | kind);

    /// <summary>What scenarios are compiled with.</summary>
    public static ScenarioOptions Options(
        InvokeBatchVolumeTestCommand given,
        FixtureKeys keys,
        IReadOnlyCollection<string> descriptors,
        IReadOnlyList<BatchOperation> parents,
        int seed) => new()
    {
        Seed = seed,
        TripleCount = given.BatchTripleCount as int? ?? ScenarioOptions.DefaultTripleCount,
        TripleCounts = given.BatchTripleCount as IReadOnlyDictionary<string, int>
            ?? new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase),
        OneByOne = given.TestType == TestType.Volume,
        FixtureKeys = keys,
        AvailableDescriptors = descriptors,
        Contention = Kinds(given) is var kinds && kinds == ContentionKind.None
            ? null
            : new ContentionOptions { Kinds = kinds, Share = given.ContentionShare, Parents = parents },
    };

    /// <summary>
    /// A run that counts batches has no ramp: all clients begin at once unless a rate was asked for, or the first one would take every
    /// batch of a fast server.
    /// </summary>
    private static double SpawnRate(InvokeBatchVolumeTestCommand given, string parameterSet) =>
        parameterSet == "BatchCount" && !given.IsGiven(nameof(given.SpawnRate)) ? 1_000_000 : given.SpawnRate;

    /// <summary>An open loop needs room for batches in flight: 1,000 unless it was said otherwise.</summary>
    private static int ClientCount(InvokeBatchVolumeTestCommand given) =>
        given.IsGiven(nameof(given.ClientCount)) ? given.ClientCount
        : given.ArrivalRate > 0 || given.OperationRate > 0 || given.StageTarget != StageTarget.Clients ? 1000
        : given.ClientCount;
}
