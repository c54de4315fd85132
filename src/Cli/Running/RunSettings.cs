using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Everything that the operator asked for, read and checked before anything is sent.</summary>
internal sealed record RunSettings
{
    private static readonly TimeSpan MaxConnectTimeout = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(30);

    public required SettingsReader Source { get; init; }

    public required HarnessSettings Harness { get; init; }

    public required ConnectOptions Connection { get; init; }

    /// <summary>Templates of further scenarios.</summary>
    public IReadOnlyList<string> ScenarioPaths { get; init; } = [];

    /// <summary>Runs to make of one plan, each with an id and files of its own.</summary>
    public int Repeat { get; init; } = 1;

    public bool CreateMissing { get; init; }

    public int Seed { get; init; }

    /// <summary>Length of the run; null when something else says it.</summary>
    public TimeSpan? Duration { get; init; }

    public long? BatchCount { get; init; }

    public TimeSpan WarmUp { get; init; }

    public TimeSpan ThinkTime { get; init; }

    public TimeSpan? Pacing { get; init; }

    public double? ArrivalRate { get; init; }

    public double? OperationRate { get; init; }

    public ArrivalDistribution ArrivalDistribution { get; init; }

    public IReadOnlyList<Stage> Stages { get; init; } = [];

    public StageTarget StageTarget { get; init; }

    public TimeSpan? RequestTimeout { get; init; }

    public TimeSpan? StopTimeout { get; init; }

    public string? StopFile { get; init; }

    /// <summary>Share of failed batches above which the run ends, 0 to 1; null for the harness's.</summary>
    public double? StopOnFailureRate { get; init; }

    /// <summary>Limits for the verdict.</summary>
    public VerdictThresholds VerdictThresholds { get; init; } = new();

    public int RetryCount { get; init; }

    public string? ResultPath { get; init; }

    public bool Force { get; init; }

    /// <summary>In what batches collide with those of other clients.</summary>
    public ContentionKind Contention { get; init; }

    /// <summary>How much, 0 to 1.</summary>
    public double ContentionShare { get; init; } = 1;

    /// <summary>True to test atomicity instead of making a load.</summary>
    public bool TestAtomicity { get; init; }
    /// <summary>The run's journal; null for one named after the run.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The journal of the run that goes on; null for a new run.</summary>
    public string? Resume { get; init; }

    /// <summary>Port of the dashboard, 0 for a free one; null for no dashboard.</summary>
    public int? DashboardPort { get; init; }

    /// <summary>Where the server's database is; null for nowhere.</summary>
    public PostgreSqlTarget? PostgreSql { get; init; }

    /// <summary>Ids or names of the server's processes on this machine.</summary>
    public IReadOnlyList<string> ServerProcesses { get; init; } = [];

    /// <summary>A shell command that is run once a second; null for none.</summary>
    public string? MetricsCommand { get; init; }

    /// <summary>What the run's figures are held against at its end.</summary>
    public IReadOnlyList<BatchThreshold> Thresholds { get; init; } = [];

    /// <summary>A stored run that the report compares the run with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <exception cref="BatchPerfException">Something is missing or wrong; see the settings' own types.</exception>
    public static RunSettings Read(SettingsReader settings)
    {
        var harness = HarnessSettings.Read(settings);
        var stages = settings.List(OwnSettings.Stage).Select(Stage.Parse).ToList();
        var batchCount = settings.WholeNumber(OwnSettings.BatchCount, 1, long.MaxValue);
        return new RunSettings
        {
            Source = settings,
            Harness = harness,
            Connection = ReadConnection(settings),
            ScenarioPaths = settings.Find(OwnSettings.ScenarioPath)?.Text.Split(CommandLine.ListSeparator) ?? [],
            Repeat = (int?)settings.WholeNumber(OwnSettings.Repeat, 1, 1000) ?? 1,
            CreateMissing = settings.Flag(OwnSettings.CreateMissing) ?? false,
            Seed = (int?)settings.WholeNumber(OwnSettings.Seed, int.MinValue, int.MaxValue) ?? Random.Shared.Next(),
            Duration = ReadDuration(settings, harness, otherEnd: batchCount is not null || stages.Count > 0),
            BatchCount = batchCount,
            WarmUp = settings.Duration(OwnSettings.WarmUp, MaxDuration) ?? TimeSpan.Zero,
            ThinkTime = settings.Duration(OwnSettings.ThinkTime, MaxDuration) ?? TimeSpan.Zero,
            Pacing = settings.Duration(OwnSettings.Pacing, MaxDuration),
            ArrivalRate = settings.PositiveNumber(OwnSettings.ArrivalRate, 1_000_000),
            OperationRate = settings.PositiveNumber(OwnSettings.OperationRate, 100_000_000),
            ArrivalDistribution = settings.OneOf<ArrivalDistribution>(OwnSettings.ArrivalDistribution) ?? ArrivalDistribution.Constant,
            Stages = stages,
            StageTarget = settings.OneOf<StageTarget>(OwnSettings.StageTarget) ?? StageTarget.Clients,
            RequestTimeout = settings.Duration(OwnSettings.RequestTimeout, MaxDuration),
            StopTimeout = settings.Duration(OwnSettings.StopTimeout, MaxDuration),
            StopOnFailureRate = ShareText.Read(settings.Text(OwnSettings.StopOnFailureRate), OwnSettings.StopOnFailureRate),
            VerdictThresholds = VerdictSettings.Read(settings.List(OwnSettings.VerdictThreshold)),
            StopFile = settings.Text(OwnSettings.StopFile),
            RetryCount = (int?)settings.WholeNumber(OwnSettings.RetryCount, 0, 100) ?? 0,
            ResultPath = settings.Text(OwnSettings.ResultPath),
            Force = settings.Flag(OwnSettings.Force) ?? false,
            Contention = ContentionSettings.Kinds(settings.List(OwnSettings.Contention)),
            ContentionShare = ContentionSettings.Share(settings.Text(OwnSettings.ContentionShare)),
            TestAtomicity = settings.Flag(OwnSettings.TestAtomicity) ?? false,
            DashboardPort = (int?)settings.WholeNumber(OwnSettings.DashboardPort, 0, 65_535)
                ?? (settings.Flag(OwnSettings.Dashboard) == true ? 0 : null),
            JournalPath = settings.Text(OwnSettings.Journal),
            Resume = settings.Text(OwnSettings.Resume),
            PostgreSql = settings.Text(OwnSettings.PostgreSql) is { } text ? PostgreSqlTarget.Parse(text) : null,
            ServerProcesses = settings.Find(OwnSettings.ServerProcess)?.Text.Split(CommandLine.ListSeparator) ?? [],
            MetricsCommand = settings.Text(OwnSettings.MetricsCommand),
            Thresholds = [.. (settings.Find(OwnSettings.Threshold)?.Text.Split(CommandLine.ListSeparator)
                ?? []).Select(ThresholdParser.Parse)],
            Baseline = settings.Text(OwnSettings.Baseline),
        };
    }

    /// <summary>Where the server is, and how to log in to it.</summary>
    public static ConnectOptions ReadConnection(SettingsReader settings)
    {
        var options = ConnectionSettings.Read(settings).ToOptions();
        return options with
        {
            Timeout = settings.Duration(OwnSettings.ConnectTimeout, MaxConnectTimeout) ?? options.Timeout,
            BatchEndpoint = settings.Text(OwnSettings.BatchEndpoint),
            Http2 = settings.Flag(OwnSettings.Http2) ?? false,
            AcceptGzip = settings.Flag(OwnSettings.Gzip) ?? false,
            UseProxy = settings.Flag(OwnSettings.UseProxy) ?? false,
            LearnBatchLimit = settings.Flag(OwnSettings.LearnBatchLimit) ?? false,
        };
    }

    private static TimeSpan? ReadDuration(SettingsReader settings, HarnessSettings harness, bool otherEnd)
    {
        if (settings.Duration(OwnSettings.Duration, MaxDuration) is { } duration)
        {
            return duration;
        }

        // A default, or a variable for all runs, must not end a run that batches or stages are to end; --runTimeInMinutes, given as an
        // option beside them, may.
        return otherEnd && !settings.IsOption(KnownSettings.RunTimeInMinutes) ? null : harness.RunTime;
    }
}
