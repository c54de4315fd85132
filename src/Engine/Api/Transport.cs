using System.Net;
using System.Net.Security;

namespace EdFi.BatchPerf.Api;

/// <summary>Makes HTTP handlers as a load test needs them: direct, kept alive, without redirects, cookies or tracing headers.</summary>
internal static class Transport
{
    /// <summary>Product and version, as RFC 9110 (10.1.5) wants them.</summary>
    public static string UserAgent { get; } = "EdFi.BatchPerf/" + new ClientEnvironment().ToolVersion;

    public static SocketsHttpHandler CreateHandler(ConnectOptions options, int maxConnections)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.UseProxy,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = maxConnections,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ConnectTimeout = options.Timeout,
            MaxResponseHeadersLength = AnswerLimit.HeadKilobytes,
            MaxResponseDrainSize = 0, // what is longer than its limit is dropped with its connection, and not read in the background
            AutomaticDecompression = options.AcceptGzip ? DecompressionMethods.GZip : DecompressionMethods.None,
        };
        handler.SslOptions = CreateTls(options);
        return handler;
    }

    /// <summary>Returns TLS options without a host name.</summary>
    public static SslClientAuthenticationOptions CreateTls(ConnectOptions options)
    {
#pragma warning disable CA5359 // accepting any certificate is what the operator asked for
        RemoteCertificateValidationCallback check = options.SkipCertificateCheck ? static (_, _, _, _) => true : CertificateRefused.Check;
#pragma warning restore CA5359
        return new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = check };
    }

    /// <summary>
    /// True where a load goes by HTTP/1.1 straight to the server and its answers come as they are, so that it needs no handler.
    /// </summary>
    public static bool IsPlain(ConnectOptions options) => !options.Http2 && !options.UseProxy && !options.AcceptGzip;

    /// <summary>Version, policy and headers of every request on such a handler.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">Settings of the connection.</param>
    /// <param name="foreign">True for a host that gets no header of the operator's, which may be a secret.</param>
    public static void Prepare(HttpRequestMessage request, ConnectOptions options, bool foreign = false)
    {
        request.Version = options.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        request.VersionPolicy = options.Http2 && request.RequestUri?.Scheme == Uri.UriSchemeHttp
            ? HttpVersionPolicy.RequestVersionExact
            : HttpVersionPolicy.RequestVersionOrLower;
        var headers = foreign ? [] : options.Headers.Values;
        for (var i = 0; i < headers.Length; i++)
        {
            request.Headers.TryAddWithoutValidation(headers[i].Key, headers[i].Value);
        }

        if (!options.Headers.HasUserAgent)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        }
    }
}
