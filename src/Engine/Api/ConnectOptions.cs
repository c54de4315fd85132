using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Api;

/// <summary>Addresses, credentials and settings for a connection to a DMS. <see cref="ToString"/> never shows the secret.</summary>
public sealed record ConnectOptions
{
    /// <summary>Base URL, possibly with a path; discovery is read from it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Client key.</summary>
    public required string Key { get; init; }

    /// <summary>Client secret; asterisks in JSON.</summary>
    [JsonConverter(typeof(HiddenText))]
    public required string Secret { get; init; }

    /// <summary>Token endpoint, absolute or a path on the base URL; null to take discovery's.</summary>
    public string? TokenEndpoint { get; init; }

    /// <summary>Prefix of the resources, absolute or a path on the base URL (<c>/data/ed-fi</c>); null to take discovery's.</summary>
    public string? ApiPrefix { get; init; }

    /// <summary>Batch endpoint, absolute or a path on the base URL; null to take discovery's, or <c>{base}/batch</c>.</summary>
    public string? BatchEndpoint { get; init; }

    /// <summary>Accepts any server certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>
    /// Takes http addresses that the discovery document of an https server names, so that secret and token are sent in plain text there.
    /// </summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>Headers that the operator adds to every request; their values are shown nowhere.</summary>
    public ExtraHeaders Headers { get; init; } = ExtraHeaders.None;

    /// <summary>Uses the system's proxy settings; off, connections are direct.</summary>
    public bool UseProxy { get; init; }

    /// <summary>Asks for HTTP/2 (over TLS, or with prior knowledge over plain text).</summary>
    public bool Http2 { get; init; }

    /// <summary>Asks for gzipped answers.</summary>
    public bool AcceptGzip { get; init; }

    /// <summary>Time that connecting, or a set-up request, may take; default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Finds out the server's batch limit with batches of deletes that cannot write.</summary>
    public bool LearnBatchLimit { get; init; }

    /// <summary>Dangers of these options in sentences, for the host to warn of before it connects.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings => SkipCertificateCheck
        ? [$"The certificate of {BaseUrl.Host} is not checked: the secret can be intercepted."]
        : [];

    /// <inheritdoc/>
    public override string ToString() => $"{ServerUrl.Shown(BaseUrl.OriginalString)} as {Key}";
}
