namespace EdFi.BatchPerf.Settings;

/// <summary>
/// Options and environment variables of the Locust harness that are no options of a run; they keep their names and meaning here.
/// </summary>
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

    /// <summary>Directory for all files.</summary>
    public static Setting Output { get; } = new("output", "PERF_OUTPUT_DIR");

    /// <summary>Amount of output while a run lasts.</summary>
    public static Setting LogLevel { get; } = new("logLevel", "PERF_LOG_LEVEL");
}
