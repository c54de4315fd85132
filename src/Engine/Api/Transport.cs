using System.Net;
using System.Net.Security;

namespace EdFi.BatchPerf.Api;

/// <summary>Makes HTTP handlers as a load test needs them: direct, kept alive, without redirects, cookies or tracing headers.</summary>
internal static class Transport
{
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
        if (options.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // the operator asked for exactly this
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true };
#pragma warning restore CA5359
        }

        return handler;
    }

    /// <summary>The version and policy of every request on such a handler.</summary>
    public static void Prepare(HttpRequestMessage request, ConnectOptions options)
    {
        request.Version = options.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        request.VersionPolicy = options.Http2 && request.RequestUri?.Scheme == Uri.UriSchemeHttp
            ? HttpVersionPolicy.RequestVersionExact
            : HttpVersionPolicy.RequestVersionOrLower;
    }
}
