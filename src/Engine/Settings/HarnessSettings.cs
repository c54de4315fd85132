namespace EdFi.BatchPerf.Settings;

/// <summary>What the settings say about a run, with the harness's defaults.</summary>
public sealed record HarnessSettings
{
    /// <summary>The most clients, 100,000.</summary>
    public const int MaxClients = 100_000;

    /// <summary>The most triples in a batch, 10,000.</summary>
    public const int MaxTriples = 10_000;

    private static readonly TimeSpan MaxRunTime = TimeSpan.FromDays(365);

    /// <summary>What is sent.</summary>
    public required TestType TestType { get; init; }

    /// <summary>Scenarios by name; empty for all default ones.</summary>
    public IReadOnlyList<string> Tests { get; init; } = [];

    /// <summary>Virtual clients, 1 to <see cref="MaxClients"/>; default 1,000, 1 in debug mode.</summary>
    public int ClientCount { get; init; }

    /// <summary>Clients started per second, above 0; default 25.</summary>
    public double SpawnRate { get; init; }

    /// <summary>Length of the run; default 30 minutes.</summary>
    public TimeSpan RunTime { get; init; }

    /// <summary>One client, every operation's outcome shown.</summary>
    public bool Debug { get; init; }

    /// <summary>Directory for all files; default <c>out</c>.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>How much is said while it runs.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>The education agency that the fixtures stand on; default 255901.</summary>
    public long LocalEducationAgencyId { get; init; }

    /// <summary>Whether VOLUME deletes what it created; null where it was not said.</summary>
    public bool? DeleteResources { get; init; }

    /// <summary>Makes one batch in ten fail.</summary>
    public bool FailDeliberately { get; init; }

    /// <summary>Triples per batch, 1 to <see cref="MaxTriples"/>; default 10.</summary>
    public int BatchTripleCount { get; init; }

    /// <summary>Reads all but the triples of single resources, for which see <see cref="TripleCountOf"/>.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>; <see cref="TestTypeName.ErrorId"/>.</exception>
    public static HarnessSettings Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var debug = settings.Flag(KnownSettings.RunInDebugMode) ?? false;
        var clients = (int?)settings.WholeNumber(KnownSettings.ClientCount, 1, MaxClients) ?? 1000;
        _ = settings.Flag(KnownSettings.DisableComposites);
        return new HarnessSettings
        {
            TestType = TestTypeName.Parse(settings.Find(KnownSettings.TestType)),
            Tests = settings.List(KnownSettings.TestList),
            ClientCount = debug ? 1 : clients,
            SpawnRate = settings.PositiveNumber(KnownSettings.SpawnRate, 1_000_000) ?? 25,
            RunTime = TimeSpan.FromMinutes(settings.PositiveNumber(KnownSettings.RunTimeInMinutes, MaxRunTime.TotalMinutes) ?? 30),
            Debug = debug,
            OutputDirectory = settings.Text(KnownSettings.Output) ?? "out",
            LogLevel = ReadLogLevel(settings.Find(KnownSettings.LogLevel)) is var level && debug ? LogLevel.Debug : level,
            LocalEducationAgencyId = settings.WholeNumber(KnownSettings.LocalEducationOrganizationId, 1, long.MaxValue) ?? 255901,
            DeleteResources = settings.Flag(KnownSettings.DeleteResources),
            FailDeliberately = settings.Flag(KnownSettings.FailDeliberately) ?? false,
            BatchTripleCount = (int?)settings.WholeNumber(KnownSettings.BatchTripleCount, 1, MaxTriples) ?? 10,
        };
    }

    /// <summary>
    /// Triples per batch that <c>PERF_BATCH_TRIPLE_COUNT_{RESOURCE}</c> asks for, 1 to <see cref="MaxTriples"/>; null where it is not set.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public static int? TripleCountOf(SettingsReader settings, string resource)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (int?)settings.WholeNumber(KnownSettings.BatchTripleCountOf(resource), 1, MaxTriples);
    }

    private static LogLevel ReadLogLevel(SettingValue? value) => value?.Text.Trim().ToUpperInvariant() switch
    {
        null or "INFO" => LogLevel.Info,
        "DEBUG" => LogLevel.Debug,
        "WARNING" or "WARN" => LogLevel.Warning,
        "ERROR" or "CRITICAL" => LogLevel.Error,
        _ => throw SettingsReader.Invalid(value, "is not a log level", "Write DEBUG, INFO, WARNING, ERROR or CRITICAL."),
    };
}
