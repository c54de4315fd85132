using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>What is sent, how much and how fast.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> LoadOptions =>
    [
        new(
            KnownSettings.TestType,
            "-t",
            Load,
            "type",
            "BATCH_VOLUME (triples through POST /batch) or VOLUME (the same triples one operation at a time); required."),
        new(
            KnownSettings.TestList,
            "-tl",
            Load,
            "name ...",
            "Scenarios by class name or resource. Default: all default ones.",
            OptionKind.List),
        new(
            OwnSettings.ScenarioPath,
            null,
            Load,
            "path ...",
            "Templates of further scenarios, JSON; may be given several times.",
            OptionKind.List),
        new(
            KnownSettings.BatchTripleCount,
            "-bt",
            Load,
            "n",
            "Create-update-delete triples per batch; ignored by VOLUME. Default: 10. PERF_BATCH_TRIPLE_COUNT_STUDENTS and the like "
                + "beat it."),
        new(KnownSettings.LocalEducationOrganizationId, "-e", Load, "id", "Education agency of the fixtures. Default: 255901."),
        new(
            OwnSettings.CreateMissing,
            null,
            Load,
            "bool",
            "Creates missing descriptors, school year and agency where the claim set allows. Default: false.",
            OptionKind.Flag),
        new(KnownSettings.FailDeliberately, "-f", Load, "bool", "Makes one batch in ten fail. Default: false.", OptionKind.Flag),
        new(
            OwnSettings.Contention,
            null,
            Load,
            "kind ...",
            "Makes batches collide: SharedParents, OverlappingKeys, OppositeOrder. Default: none.",
            OptionKind.List),
        new(OwnSettings.ContentionShare, null, Load, "share", "How much, like 50% or 0.5. Default: 100%."),
        new(
            OwnSettings.Seed,
            null,
            Load,
            "n",
            "Fixes the documents' values (never their keys) and Poisson arrivals. Default: random, reported."),
        new(
            KnownSettings.DeleteResources,
            "-d",
            Load,
            "bool",
            "Has VOLUME delete what it creates; batches always do. Default: false.",
            OptionKind.Flag),
        new(KnownSettings.DisableComposites, "-de", Load, "bool", "Accepted and ignored.", OptionKind.Flag),

    ];

    private static IReadOnlyList<OptionSpec> ShapeOptions =>
    [
        new(KnownSettings.ClientCount, "-c", Shape, "n", "Clients; with arrivals, the most batches in flight. Default: 1000."),
        new(KnownSettings.SpawnRate, "-r", Shape, "n", "Clients started per second. Default: 25."),
        new(
            KnownSettings.RunTimeInMinutes,
            "-m",
            Shape,
            "n",
            "Length of the run in minutes; beside --batchCount what comes first. Default: 30."),
        new(OwnSettings.Duration, null, Shape, "time", "Length of the run like 90s, 5m or 00:05:00; beats --runTimeInMinutes."),
        new(OwnSettings.BatchCount, null, Shape, "n", "Ends after this many batches."),
        new(
            OwnSettings.Repeat,
            null,
            Shape,
            "n",
            "Runs of the same plan, one after the other, each with an id and files of its own: in folders 1, 2, ... below --output. "
                + "With --measureBatchSize runs of each size, with --findCapacity runs at each load, with --testAtomicity tries of "
                + "each case. Default: 1, for sizes 5, for capacity 3."),
        new(OwnSettings.WarmUp, null, Shape, "time", "Time at full load before measuring begins. Default: none."),
        new(OwnSettings.ThinkTime, null, Shape, "time", "Pause of a client after an answer. Default: none."),
        new(OwnSettings.Pacing, null, Shape, "time", "Time from one start of a client to its next. Default: none."),
        new(OwnSettings.ArrivalRate, null, Shape, "n", "Open loop: batches per second, whatever the server does."),
        new(OwnSettings.OperationRate, null, Shape, "n", "Open loop: operations per second."),
        new(OwnSettings.ArrivalDistribution, null, Shape, "kind", "Open loop: Constant or Poisson. Default: Constant."),
        new(OwnSettings.Stage, null, Shape, "t:n ...", "Load profile like 30s:50 2m:200 30s:0, ramped linearly.", OptionKind.List),
        new(OwnSettings.StageTarget, null, Shape, "kind", "What stages aim at: Clients, ArrivalRate or OperationRate. Default: Clients."),
        new(OwnSettings.RequestTimeout, null, Shape, "time", "Time that a request may take. Default: 100s."),
        new(OwnSettings.RetryCount, null, Shape, "n", "More attempts after 429, 503 and connection failures. Default: 0."),
        new(OwnSettings.StopTimeout, null, Shape, "time", "Time for batches in flight at the end. Default: 30s."),
        new(
            OwnSettings.StopOnFailureRate,
            null,
            Shape,
            "share",
            "Ends a load early when more batches than this share fail, like 10% or 0.1; 100% never does. Default: 50%."),
        new(
            OwnSettings.VerdictThreshold,
            null,
            Shape,
            "name=n ...",
            "Other limits for the verdict on the client, like MaxCpuShare=0.9 MinWindowSeconds=10.",
            OptionKind.List),
        new(OwnSettings.StopFile, null, Shape, "path", "Ends the run gracefully when this file appears."),
        new(
            KnownSettings.RunInDebugMode,
            "-g",
            Shape,
            "bool",
            "One client, every operation's outcome printed. Default: false.",
            OptionKind.Flag),

    ];
}
