namespace EdFi.BatchPerf.Settings;

/// <summary>Options and environment variables of the Locust harness, which keep their names and meaning here.</summary>
public static class KnownSettings
{
    /// <summary>Base URL of the server; required.</summary>
    public static Setting BaseUrl { get; } = new("baseUrl", "PERF_API_BASEURL");

    /// <summary>Client key; required.</summary>
    public static Setting Key { get; } = new("key", "PERF_API_KEY");

    /// <summary>Client secret; required, and never shown.</summary>
    public static Setting Secret { get; } = new("secret", "PERF_API_SECRET");

    /// <summary>Accepts any server certificate.</summary>
    public static Setting IgnoreCertificateErrors { get; } = new("ignoreCertificateErrors", "IGNORE_TLS_CERTIFICATE");

    /// <summary>Prefix of the resources, for example <c>/data/ed-fi</c>.</summary>
    public static Setting ApiPrefix { get; } = new("apiPrefix", "PERF_API_PREFIX");

    /// <summary>Token endpoint, a path or an absolute URL.</summary>
    public static Setting OAuthEndpoint { get; } = new("oauthEndpoint", "PERF_API_OAUTH_ENDPOINT");

    /// <summary>Takes http addresses that discovery names over https; not the harness's.</summary>
    public static Setting AllowUnencryptedAuthentication { get; } = new("allowUnencryptedAuthentication", null);

    /// <summary>Headers to add to every request, a line each; a secret, and not the harness's.</summary>
    public static Setting Header { get; } = new("header", "PERF_API_HEADERS");

    /// <summary><c>BATCH_VOLUME</c> or <c>VOLUME</c>; required.</summary>
    public static Setting TestType { get; } = new("testType", "PERF_TEST_TYPE");

    /// <summary>Scenarios to run.</summary>
    public static Setting TestList { get; } = new("testList", "PERF_TEST_LIST");

    /// <summary>Virtual clients.</summary>
    public static Setting ClientCount { get; } = new("clientCount", "CLIENT_COUNT");

    /// <summary>Clients started per second.</summary>
    public static Setting SpawnRate { get; } = new("spawnRate", "SPAWN_RATE");

    /// <summary>Length of the run in minutes.</summary>
    public static Setting RunTimeInMinutes { get; } = new("runTimeInMinutes", "RUN_TIME_IN_MINUTES");

    /// <summary>One client, every operation's outcome shown.</summary>
    public static Setting RunInDebugMode { get; } = new("runInDebugMode", "PERF_DEBUG");

    /// <summary>Directory for all files.</summary>
    public static Setting Output { get; } = new("output", "PERF_OUTPUT_DIR");

    /// <summary>How much is said while it runs.</summary>
    public static Setting LogLevel { get; } = new("logLevel", "PERF_LOG_LEVEL");

    /// <summary>The education agency that the fixtures stand on.</summary>
    public static Setting LocalEducationOrganizationId { get; } =
        new("localEducationOrganizationId", "PERF_LOCAL_EDUCATION_ORGANIZATION_ID");

    /// <summary>Whether VOLUME deletes what it created; BATCH_VOLUME always does.</summary>
    public static Setting DeleteResources { get; } = new("deleteResources", "PERF_DELETE_RESOURCES");

    /// <summary>Makes one batch in ten fail.</summary>
    public static Setting FailDeliberately { get; } = new("failDeliberately", "PERF_FAIL_DELIBERATELY");

    /// <summary>Accepted and ignored: there are no composites here.</summary>
    public static Setting DisableComposites { get; } = new("disableComposites", "PERF_DISABLE_COMPOSITES");

    /// <summary>Triples per batch.</summary>
    public static Setting BatchTripleCount { get; } = new("batchTripleCount", "PERF_BATCH_TRIPLE_COUNT");

    /// <summary>Triples per batch of one resource: <c>PERF_BATCH_TRIPLE_COUNT_STUDENTS</c>; it beats the general one.</summary>
    /// <param name="resource">The endpoint segment, or any scenario name; letter case does not matter.</param>
    public static Setting BatchTripleCountOf(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new($"batchTripleCount:{resource}", $"PERF_BATCH_TRIPLE_COUNT_{resource.ToUpperInvariant()}");
    }
}
