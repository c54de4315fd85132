using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <summary>
/// Settings that the Locust harness did not have and that are no options of a run, a study or a test of atomicity (for those see
/// <see cref="EdFi.BatchPerf.Running.RunOptionTable"/> and <see cref="JobOptionTable"/>); but for a secret
/// they are options only, so that no existing variable changes its meaning.
/// </summary>
internal static class OwnSettings
{
    public static Setting BatchEndpoint { get; } = new("batchEndpoint", null);

    public static Setting Http2 { get; } = new("http2", null);

    public static Setting Gzip { get; } = new("gzip", null);

    public static Setting UseProxy { get; } = new("useProxy", null);

    public static Setting ConnectTimeout { get; } = new("connectTimeout", null);

    public static Setting LearnBatchLimit { get; } = new("learnBatchLimit", null);

    public static Setting EnvironmentFile { get; } = new("environmentFile", null);

    public static Setting ResultPath { get; } = new("resultPath", null);

    public static Setting Force { get; } = new("force", null);

    public static Setting Dashboard { get; } = new("dashboard", null);

    public static Setting DashboardPort { get; } = new("dashboardPort", null);

    public static Setting Journal { get; } = new("journal", null);

    public static Setting Resume { get; } = new("resume", null);

    public static Setting Merge { get; } = new("merge", null);

    public static Setting MergeWait { get; } = new("mergeWait", null);

    public static Setting Leftover { get; } = new("leftover", null);

    public static Setting Remove { get; } = new("remove", null);

    public static Setting PostgreSql { get; } = new("postgreSql", SecretVariables.PostgreSql);

    public static Setting ServerProcess { get; } = new("serverProcess", null);

    public static Setting MetricsCommand { get; } = new("metricsCommand", null);

    public static Setting OtlpEndpoint { get; } = new("otlpEndpoint", SecretVariables.OtlpEndpoint);

    public static Setting StartTogether { get; } = new("startTogether", null);

    public static Setting StartWait { get; } = new("startWait", null);

    public static Setting StartIn { get; } = new("startIn", null);

    public static Setting PrepareFixtures { get; } = new("prepareFixtures", null);

    public static Setting Threshold { get; } = new("threshold", null);

    public static Setting Markdown { get; } = new("markdown", null);

    public static Setting Baseline { get; } = new("baseline", null);

    public static Setting TestAtomicity { get; } = new("testAtomicity", null);

    /// <summary>Batch sizes, which make the run a study of them.</summary>
    public static Setting MeasureBatchSize => JobOptionTable.BatchSizes.Setting;

    /// <summary>A kind of load, which makes the run a search for capacity.</summary>
    public static Setting FindCapacity => JobOptionTable.CapacityLoadKind.Setting;

    public static Setting NewScenario { get; } = new("newScenario", null);

    public static Setting Verify { get; } = new("verify", null);

    public static Setting Detail { get; } = new("detail", null);

    public static Setting Parents { get; } = new("parents", null);

    public static Setting OpenApiPath { get; } = new("openApiPath", null);

    public static Setting DescriptorPath { get; } = new("descriptorPath", null);

    public static Setting StudyRepeat { get; } = new("studyRepeat", null);
}
