using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Everything that the operator asked for, read and checked before anything is sent.</summary>
internal sealed record RunSettings
{
    private static readonly TimeSpan MaxConnectTimeout = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxStartWait = TimeSpan.FromDays(1);

    public required SettingsReader Source { get; init; }

    /// <summary>The run's options.</summary>
    public required RunValues Values { get; init; }

    public required ConnectOptions Connection { get; init; }

    /// <summary>The scenarios that were asked for; empty for the default ones.</summary>
    public IReadOnlyList<ScenarioWeight> Scenarios { get; init; } = [];

    /// <summary>The fixtures' natural keys.</summary>
    public required FixtureKeys Keys { get; init; }

    /// <summary>Directory of all files.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Amount of output while it runs.</summary>
    public LogLevel LogLevel { get; init; }

    public string? ResultPath { get; init; }

    public bool Force { get; init; }

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

    /// <summary>Where the figures of a load are exported to; null for nowhere.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Thresholds that the run's figures are tested against at its end.</summary>
    public IReadOnlyList<BatchThreshold> Thresholds { get; init; } = [];

    /// <summary>File to which a summary is appended as Markdown; null for none.</summary>
    public string? Markdown { get; init; }

    /// <summary>Folder in which the machines of one plan meet; null for none.</summary>
    public string? StartTogether { get; init; }

    /// <summary>Most time to wait for the others there.</summary>
    public TimeSpan StartWait { get; init; }

    /// <summary>From the moment at which all are ready to the start.</summary>
    public TimeSpan StartIn { get; init; }

    /// <summary>True to prepare the server and send nothing of the load.</summary>
    public bool PrepareFixtures { get; init; }

    /// <summary>A stored run that the report compares the run with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>One client, every operation's outcome shown.</summary>
    public bool Debug => Values.Get<bool>(RunOptionTable.DebugRun);

    public TestType TestType => Values.Get<TestType>(RunOptionTable.TestType);

    public int Seed => Values.Get<int>(RunOptionTable.Seed);

    public bool CreateMissing => Values.Get<bool>(RunOptionTable.CreateMissing);

    /// <summary>Templates of further scenarios.</summary>
    public IReadOnlyList<string> ScenarioPaths => Values.Get<IReadOnlyList<string>?>(RunOptionTable.ScenarioPath) ?? [];

    /// <summary>Makes scenarios and plans.</summary>
    public PlanBuilder Builder => new(Values, Keys, Scenarios) { TripleCounts = catalog => TripleCountVariables.Read(Source, catalog) };

    /// <summary>Makes the request of a study or of a test of atomicity.</summary>
    /// <exception cref="BatchPerfException">A value makes no sense; see <see cref="OptionType"/>.</exception>
    public T Job<T>()
        where T : class, new() => JobOptionTable.Make<T>(row => row.Type.Read(Source, row.Setting));

    /// <exception cref="BatchPerfException">Something is missing or wrong; see the settings' own types.</exception>
    public static RunSettings Read(SettingsReader settings)
    {
        var values = RunValues.Read(settings);
        return new RunSettings
        {
            Source = settings,
            Values = values,
            Connection = ReadConnection(settings),
            Scenarios = [.. (values.Get<IReadOnlyList<string>?>(RunOptionTable.Scenario) ?? []).Select(ScenarioWeight.Parse)],
            Keys = ReadKeys(values),
            OutputDirectory = settings.Text(KnownSettings.Output) ?? "out",
            LogLevel = LogLevelName.Read(settings) is var level && values.Get<bool>(RunOptionTable.DebugRun) ? LogLevel.Debug : level,
            ResultPath = settings.Text(OwnSettings.ResultPath),
            Force = settings.Flag(OwnSettings.Force) ?? false,
            TestAtomicity = settings.Flag(OwnSettings.TestAtomicity) ?? false,
            DashboardPort = (int?)settings.WholeNumber(OwnSettings.DashboardPort, 0, 65_535)
                ?? (settings.Flag(OwnSettings.Dashboard) == true ? 0 : null),
            JournalPath = settings.Text(OwnSettings.Journal),
            Resume = settings.Text(OwnSettings.Resume),
            PostgreSql = settings.Text(OwnSettings.PostgreSql) is { } text ? PostgreSqlTarget.Parse(text) : null,
            ServerProcesses = settings.Lines(OwnSettings.ServerProcess),
            MetricsCommand = settings.Text(OwnSettings.MetricsCommand),
            OtlpEndpoint = settings.Text(OwnSettings.OtlpEndpoint),
            Thresholds = [.. settings.Lines(OwnSettings.Threshold).Select(ThresholdParser.Parse)],
            Baseline = settings.Text(OwnSettings.Baseline),
            Markdown = settings.Text(OwnSettings.Markdown),
            StartTogether = settings.Text(OwnSettings.StartTogether),
            StartWait = settings.Duration(OwnSettings.StartWait, MaxStartWait) ?? TimeSpan.FromMinutes(10),
            StartIn = settings.Duration(OwnSettings.StartIn, MaxStartWait) ?? TimeSpan.FromSeconds(10),
            PrepareFixtures = settings.Flag(OwnSettings.PrepareFixtures) ?? false,
        };
    }

    /// <summary>Reads what a connection needs, which is all that some jobs need.</summary>
    /// <exception cref="BatchPerfException">Something is missing or wrong.</exception>
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

    /// <summary>The natural keys of the built-in fixtures.</summary>
    public static FixtureKeys ReadKeys(RunValues values)
    {
        var keys = new FixtureKeys();
        keys = values.Has(RunOptionTable.LocalEducationAgencyId)
            ? keys with { LocalEducationAgencyId = values.Get<long>(RunOptionTable.LocalEducationAgencyId) }
            : keys;
        keys = values.Has(RunOptionTable.SchoolYear) ? keys with { SchoolYear = values.Get<int>(RunOptionTable.SchoolYear) } : keys;
        return NamedText.Into(
            keys,
            values.Get<IReadOnlyList<string>?>(RunOptionTable.FixtureKey) ?? [],
            "FixtureKeyInvalid",
            "fixture key");
    }
}
