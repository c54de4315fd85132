using System.Globalization;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Running;

/// <content>Options for the content of the load.</content>
internal static partial class RunOptionTable
{
    public static RunOption TestType { get; } =
        new("TestType", OptionType.Text("type", static v => TestTypeName.Parse(v)), OptionGroup.Load)
    {
        Letter = "-t",
        Variable = "PERF_TEST_TYPE",
        Help = static () => "BATCH_VOLUME (triples through POST /batch) or VOLUME (the same triples one operation at a time); required.",
        DefaultWords = "",
        Plan = nameof(RunPlan.TestType),
    };

    public static RunOption Scenario { get; } = new("Scenario", OptionType.List("name ...", static names => names), OptionGroup.Load)
    {
        Name = "testList",
        Letter = "-tl",
        Variable = "PERF_TEST_LIST",
        Help = static () => "Scenarios by class name or resource; students=3 has three times the weight of others.",
        DefaultWords = "all default ones",
    };

    public static RunOption ScenarioPath { get; } = new("ScenarioPath", OptionType.Paths, OptionGroup.Load)
    {
        Help = static () => "Templates, JSON, or folders of them: further scenarios, their fixtures, a mix; may be given several times.",
    };

    public static RunOption BatchTripleCount { get; } = new("BatchTripleCount", OptionType.Whole(1, MostTriples), OptionGroup.Load)
    {
        Letter = "-bt",
        Variable = "PERF_BATCH_TRIPLE_COUNT",
        Help = static () => "Create-update-delete triples per batch; ignored by VOLUME. PERF_BATCH_TRIPLE_COUNT_STUDENTS and the like "
            + "beat it.",
        Default = 10,
    };

    public static RunOption LocalEducationAgencyId { get; } =
        new("LocalEducationAgencyId", OptionType.Large(1, long.MaxValue) with { Placeholder = "id" }, OptionGroup.Load)
    {
        Name = "localEducationOrganizationId",
        Letter = "-e",
        Variable = "PERF_LOCAL_EDUCATION_ORGANIZATION_ID",
        Help = static () => "Education agency of the fixtures.",
        DefaultWords = "255901",
    };

    public static RunOption SchoolYear { get; } =
        new("SchoolYear", OptionType.Whole(1900, 2100) with { Placeholder = "year" }, OptionGroup.Load)
    {
        Help = static () => "School year of session and sections, by the year in which it ends.",
        DefaultWords = "2025",
    };

    public static RunOption FixtureKey { get; } =
        new("FixtureKey", OptionType.Lines("name=value ...", static texts => texts), OptionGroup.Load)
    {
        Help = static () => "Other natural keys of the fixtures, like SchoolId=255901044 \"ClassPeriodName=Batch 02\".",
    };

    public static RunOption CreateMissing { get; } = new("CreateMissing", OptionType.Flag, OptionGroup.Load)
    {
        Help = static () => "Creates missing descriptors, school year and agency where the claim set allows.",
        Default = false,
    };

    public static RunOption Contention { get; } =
        new("Contention", OptionType.List("kind ...", static names => ContentionNames.Read(names)), OptionGroup.Load)
    {
        Help = static () => "Makes batches collide: SharedParents, OverlappingKeys, OppositeOrder.",
        DefaultWords = "none",
        Plan = nameof(RunPlan.Contention),
        Fact = new(nameof(RunPlanSummary.Contention)) { Words = "Contention" },
        Shown = static plan => plan.Contention == ContentionKind.None
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{plan.Contention} {plan.ContentionShare * 100:0.##} %"),
    };

    public static RunOption ContentionShare { get; } = new("ContentionShare", OptionType.Share, OptionGroup.Load)
    {
        Help = static () => "Share of batches that collide, like 50% or 0.5.",
        Plan = nameof(RunPlan.ContentionShare),
    };

    public static RunOption Seed { get; } = new("Seed", OptionType.Whole(int.MinValue, int.MaxValue), OptionGroup.Load)
    {
        Help = static () => "Fixes the documents' values (never their keys) and Poisson arrivals.",
        DefaultWords = "random, reported; 1 for a share of a plan, so that all machines have one",
        Plan = nameof(RunPlan.Seed),
    };

    public static RunOption TraceSample { get; } = new("TraceSample", OptionType.Sample, OptionGroup.Load)
    {
        Variable = "PERF_TRACE_SAMPLE",
        Help = static () => "Sends this share of batches, like 1% or 0.01, with a trace id (W3C traceparent), and lists the slowest "
            + "and the failed ones of them with it.",
        DefaultWords = "none",
        Plan = nameof(RunPlan.TraceSample),
        Fact = new(nameof(RunPlanSummary.TraceSample)) { Words = "Traced" },
    };

    private static IEnumerable<RunOption> LoadRows() =>
    [
        TestType,
        Scenario,
        ScenarioPath,
        BatchTripleCount,
        LocalEducationAgencyId,
        SchoolYear,
        FixtureKey,
        CreateMissing,
        new("FailDeliberately", OptionType.Flag, OptionGroup.Load)
        {
            Letter = "-f",
            Variable = "PERF_FAIL_DELIBERATELY",
            Help = static () => "Makes one batch in ten fail.",
            Plan = nameof(RunPlan.FailDeliberately),
            Fact = new(nameof(RunPlanSummary.FailDeliberately)) { Words = "Made to fail", IsLoad = true, WhenTrue = "one in ten" },
        },
        Contention,
        ContentionShare,
        Seed,
        TraceSample,
        new("DeleteResources", OptionType.Flag, OptionGroup.Load)
        {
            Letter = "-d",
            Variable = "PERF_DELETE_RESOURCES",
            Help = static () => "Has VOLUME delete what it creates; batches always do.",
            Plan = nameof(RunPlan.DeleteResources),
            Fact = new(nameof(RunPlanSummary.DeleteResources))
            {
                Words = "Deletes",
                IsLoad = true,
                VolumeOnly = true,
                WhenTrue = "what it creates",
                WhenFalse = "nothing: what it created stays",
            },
            Shown = static plan => plan.TestType == BatchPerf.TestType.BatchVolume || plan.DeleteResources,
        },
        new("DisableComposites", OptionType.Flag, OptionGroup.Load)
        {
            Letter = "-de",
            Variable = "PERF_DISABLE_COMPOSITES",
            Help = static () => "Accepted and ignored.",
        },
    ];
}
