using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Running;

/// <content>Options for the amount, rate and length of the load.</content>
internal static partial class RunOptionTable
{
    public static RunOption ClientCount { get; } = new("ClientCount", OptionType.Whole(1, MostClients), OptionGroup.Shape)
    {
        Letter = "-c",
        Variable = "CLIENT_COUNT",
        Help = static () => "Clients; with arrivals, the most batches in flight.",
        ConsoleDefault = 1000,
        DefaultBeside = static (given, usual) => given.IsOpen ? 1000 : usual, // an open loop needs room for batches in flight
        Plan = nameof(RunPlan.ClientCount),
        Fact = new(nameof(RunPlanSummary.ClientCount)) { Words = "Clients", HasRow = false },
    };

    public static RunOption RunTimeInMinutes { get; } = new("RunTimeInMinutes", OptionType.Number(0.001, 43_200), OptionGroup.Shape)
    {
        Letter = "-m",
        Variable = "RUN_TIME_IN_MINUTES",
        Help = static () => $"Length of the run in minutes; with {new OptionKey("BatchCount")} whichever comes first.",
        DefaultWords = "30",
        Plan = nameof(RunPlan.Duration),
        Into = static minutes => TimeSpan.FromMinutes((double)minutes),
    };

    public static RunOption Duration { get; } = new("Duration", OptionType.Time(Shortest, Longest), OptionGroup.Shape)
    {
        Help = static () => $"Length of the run like 90s, 5m or 00:05:00; beats {new OptionKey("RunTimeInMinutes")}.",
        Default = TimeSpan.FromMinutes(1),
        ConsoleDefault = TimeSpan.FromMinutes(30),
        DefaultWords = "",
        DefaultBeside = static (given, usual) => given.HasOtherEnd || given.Has(RunTimeInMinutes) ? null : usual,
        Plan = nameof(RunPlan.Duration), // after the minutes, which it beats
        Fact = new(nameof(RunPlanSummary.Duration)) { Words = "Length" },
        Shown = static plan => plan.Stages.Count > 0 ? plan.PlannedDuration : plan.Duration,
    };

    public static RunOption BatchCount { get; } = new("BatchCount", OptionType.Large(1, long.MaxValue), OptionGroup.Shape)
    {
        Help = static () => "Ends after this many batches.",
        Plan = nameof(RunPlan.BatchCount),
        Fact = new(nameof(RunPlanSummary.BatchCount)) { Words = "Batches", VolumeWords = "Triples" },
    };

    public static RunOption Repeat { get; } = new("Repeat", OptionType.Whole(1, 1000), OptionGroup.Shape)
    {
        Help = static () => "Runs of the same plan, one after the other, each with an id and files of its own: in folders 1, 2, ... below "
            + $"{new OptionKey("LocustCsvPath")}. With {new OptionKey("MeasureBatchSize")} runs of each size, with "
            + $"{new OptionKey("FindCapacity")} runs at each load, with {new OptionKey("TestAtomicity")} tries of each case.",
        Default = 1,
    };

    public static RunOption ArrivalRate { get; } = new("ArrivalRate", OptionType.Number(0.001, MostBatchRate), OptionGroup.Shape)
    {
        Help = static () => "Open loop: batches per second, whatever the server does.",
        Plan = nameof(RunPlan.ArrivalRate),
        Fact = new(nameof(RunPlanSummary.ArrivalRate)) { Words = "Arrivals per second", HasRow = false },
    };

    public static RunOption OperationRate { get; } = new("OperationRate", OptionType.Number(0.001, MostOperationRate), OptionGroup.Shape)
    {
        Help = static () => "Open loop: operations per second.",
        Plan = nameof(RunPlan.OperationRate),
        Fact = new(nameof(RunPlanSummary.OperationRate)) { Words = "Operations per second", HasRow = false },
    };

    public static RunOption Stage { get; } = new(
        "Stage",
        OptionType.List("t:n ...", static stages => stages.Select(BatchPerf.Stage.Parse).ToList()),
        OptionGroup.Shape)
    {
        Help = static () => "Load profile like 30s:50 2m:200 30s:0, ramped linearly.",
        DefaultWords = "",
        Plan = nameof(RunPlan.Stages),
        Fact = new(nameof(RunPlanSummary.Stages)) { Words = "Stages", HasRow = false },
        Shown = static plan => plan.Stages.Select(static stage => stage.ToString()).ToList(),
    };

    public static RunOption StageTarget { get; } = new("StageTarget", OptionType.OneOf<StageTarget>(), OptionGroup.Shape)
    {
        Help = static () => "What stages aim at: Clients, ArrivalRate or OperationRate.",
        Plan = nameof(RunPlan.StageTarget),
    };

    public static RunOption Segment { get; } = new("Segment", OptionType.Segment, OptionGroup.Shape)
    {
        Variable = "PERF_SEGMENT",
        Help = static () => "This machine's share of a plan that several carry out, like 2/8, or 1-3/6 for three of six units; */8 takes "
            + $"the number from the variable {SegmentSetting.IndexVariable} of a Kubernetes Indexed Job. All else describes the whole "
            + "plan.",
        DefaultWords = "all of it",
        Plan = nameof(RunPlan.Segment),
        Fact = new(nameof(RunPlanSummary.Segment)) { Words = "Share of the plan" },
        Shown = static plan => plan.Segment.IsWhole ? null : plan.Segment.ToString(),
    };

    public static RunOption StartAt { get; } = new("StartAt", OptionType.Moment, OptionGroup.Shape)
    {
        Variable = "PERF_START_AT",
        Help = static () => "Prepares everything, then waits and begins to send at this moment, like 2026-11-27T20:00:00Z: for machines "
            + "that are to begin together.",
        DefaultWords = "at once",
    };

    public static RunOption VerdictThreshold { get; } =
        new("VerdictThreshold", OptionType.List("name=n ...", VerdictLimits), OptionGroup.Shape)
    {
        Help = static () => "Other limits for the verdict on the client, like MaxCpuShare=0.9 MinWindowSeconds=10.",
        DefaultWords = "",
        Plan = nameof(RunPlan.Thresholds),
    };

    public static RunOption DebugRun { get; } = new("DebugRun", OptionType.Flag, OptionGroup.Shape)
    {
        Name = "runInDebugMode",
        Letter = "-g",
        Variable = "PERF_DEBUG",
        Help = static () => "One client, every operation's outcome printed.",
        Plan = nameof(RunPlan.KeepOperations),
    };

    public static RunOption RequestTimeout { get; } = new("RequestTimeout", OptionType.Time(Shortest, Longest), OptionGroup.Shape)
    {
        Help = static () => "Time that a request may take.",
        Plan = nameof(RunPlan.RequestTimeout),
        Fact = new(nameof(RunPlanSummary.RequestTimeout)) { Words = "Request timeout" },
    };

    public static RunOption StopOnFailureRate { get; } = new("StopOnFailureRate", OptionType.Share, OptionGroup.Shape)
    {
        Help = static () => "Ends a load early when more batches than this share fail, like 10% or 0.1; 100% never does.",
        Default = 0.5,
        Plan = nameof(RunPlan.StopOnFailureRate),
    };

    public static RunOption StopOnFailureMinimum { get; } =
        new("StopOnFailureMinimum", OptionType.Whole(1, int.MaxValue), OptionGroup.Shape)
    {
        Help = static () => $"Batches that must have ended before {new OptionKey("StopOnFailureRate")} is looked at.",
        Plan = nameof(RunPlan.StopOnFailureMinimum),
    };

    private static IEnumerable<RunOption> ShapeRows() =>
    [
        ClientCount,
        new("SpawnRate", OptionType.Number(0.001, MostBatchRate), OptionGroup.Shape)
        {
            Letter = "-r",
            Variable = "SPAWN_RATE",
            Help = static () => $"Clients started per second; all at once by default with {new OptionKey("BatchCount")}.",
            ConsoleDefault = 25.0,
            // Or the first client would take every batch of a fast server.
            DefaultBeside = static (given, usual) => given.Has(BatchCount) ? MostBatchRate : usual,
            Plan = nameof(RunPlan.SpawnRate),
            Fact = new(nameof(RunPlanSummary.SpawnRate)) { Words = "Clients spawned per second", HasRow = false },
        },
        RunTimeInMinutes,
        Duration,
        BatchCount,
        Repeat,
        new("WarmUp", OptionType.Time(TimeSpan.Zero, Longest), OptionGroup.Shape)
        {
            Help = static () => "Time at full load before measuring begins.",
            Plan = nameof(RunPlan.WarmUp),
            Fact = new(nameof(RunPlanSummary.WarmUp)) { Words = "Warm-up" },
        },
        new("ThinkTime", OptionType.Time(TimeSpan.Zero, Longest), OptionGroup.Shape)
        {
            Help = static () => "Pause of a client after an answer.",
            Plan = nameof(RunPlan.ThinkTime),
            Fact = new(nameof(RunPlanSummary.ThinkTime)) { Words = "Think time" },
        },
        new("Pacing", OptionType.Time(Shortest, Longest), OptionGroup.Shape)
        {
            Help = static () => "Time from one start of a client to its next.",
            DefaultWords = "none",
            Plan = nameof(RunPlan.Pacing),
            Fact = new(nameof(RunPlanSummary.Pacing)) { Words = "Pacing" },
        },
        ArrivalRate,
        OperationRate,
        new("ArrivalDistribution", OptionType.OneOf<ArrivalDistribution>(), OptionGroup.Shape)
        {
            Help = static () => "Open loop: Constant or Poisson.",
            Plan = nameof(RunPlan.ArrivalDistribution),
            Fact = new(nameof(RunPlanSummary.ArrivalDistribution)) { Words = "Spread of arrivals", HasRow = false },
            Shown = static plan => plan.IsOpen ? plan.ArrivalDistribution : null,
        },
        Stage,
        StageTarget,
        Segment,
        StartAt,
        RequestTimeout,
        new("RetryCount", OptionType.Whole(0, 100), OptionGroup.Shape)
        {
            Help = static () => "More attempts after 429, 503 and connection failures.",
            Plan = nameof(RunPlan.RetryCount),
            Fact = new(nameof(RunPlanSummary.RetryCount)) { Words = "Retries allowed" },
        },
        new("StopTimeout", OptionType.Time(TimeSpan.Zero, Longest), OptionGroup.Shape)
        {
            Help = static () => "Time for batches in flight at the end.",
            Plan = nameof(RunPlan.StopTimeout),
            Fact = new(nameof(RunPlanSummary.StopTimeout)) { Words = "Stop timeout" },
        },
        StopOnFailureRate,
        StopOnFailureMinimum,
        VerdictThreshold,
        new("StopFile", OptionType.Path, OptionGroup.Shape)
        {
            Help = static () => "Ends the run gracefully when this file appears.",
            Plan = nameof(RunPlan.StopFile),
        },
        DebugRun,
    ];

    private static VerdictThresholds VerdictLimits(IEnumerable<string> texts) =>
        NamedText.Into(new VerdictThresholds(), texts, "VerdictThresholdInvalid", "verdict threshold");
}
