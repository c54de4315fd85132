using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A server as machines reach it: everything but key, secret and headers, which travel by themselves.</summary>
internal sealed record ServerAddress
{
    /// <summary>Base URL.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Token endpoint; null to take discovery's.</summary>
    public string? TokenEndpoint { get; init; }

    /// <summary>Prefix of the resources; null to take discovery's.</summary>
    public string? ApiPrefix { get; init; }

    /// <summary>Batch endpoint; null to take discovery's.</summary>
    public string? BatchEndpoint { get; init; }

    /// <summary>Accepts any server certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Takes http addresses that the discovery document of an https server names.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>Uses the system's proxy settings.</summary>
    public bool UseProxy { get; init; }

    /// <summary>Asks for HTTP/2.</summary>
    public bool Http2 { get; init; }

    /// <summary>Asks for gzipped answers.</summary>
    public bool AcceptGzip { get; init; }

    /// <summary>Finds out the most operations of a batch.</summary>
    public bool LearnBatchLimit { get; init; }

    /// <summary>Time that a set-up request may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The address that a connection was opened with.</summary>
    public static ServerAddress Of(ApiConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var options = connection.Options;
        return new ServerAddress
        {
            BaseUrl = options.BaseUrl,
            TokenEndpoint = options.TokenEndpoint,
            ApiPrefix = options.ApiPrefix,
            BatchEndpoint = options.BatchEndpoint,
            SkipCertificateCheck = options.SkipCertificateCheck,
            AllowUnencryptedAuthentication = options.AllowUnencryptedAuthentication,
            UseProxy = options.UseProxy,
            Http2 = options.Http2,
            AcceptGzip = options.AcceptGzip,
            LearnBatchLimit = options.LearnBatchLimit,
            Timeout = options.Timeout,
        };
    }

    /// <summary>Makes the options to open a connection to this address.</summary>
    /// <param name="key">Client key.</param>
    /// <param name="secret">Client secret.</param>
    /// <param name="headers">Headers of every request.</param>
    public ConnectOptions ToOptions(string key, string secret, ExtraHeaders headers) => new()
    {
        BaseUrl = BaseUrl,
        Key = key,
        Secret = secret,
        Headers = headers,
        TokenEndpoint = TokenEndpoint,
        ApiPrefix = ApiPrefix,
        BatchEndpoint = BatchEndpoint,
        SkipCertificateCheck = SkipCertificateCheck,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        UseProxy = UseProxy,
        Http2 = Http2,
        AcceptGzip = AcceptGzip,
        LearnBatchLimit = LearnBatchLimit,
        Timeout = Timeout,
    };
}
