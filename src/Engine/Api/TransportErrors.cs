using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Explains why no usable answer came, from the event and not from the exception's class alone: the same class stands for a wrong port and
/// for a wrong certificate.
/// </summary>
internal static class TransportErrors
{
    /// <summary>No answer, or none that can be read.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="url">Address.</param>
    /// <param name="http2">True where HTTP/2 was asked for.</param>
    /// <param name="cause">Exception that broke off the exchange.</param>
    public static BatchPerfException Of(string method, Uri url, bool http2, Exception cause)
    {
        if (Find<CertificateRefused>(cause) is { } refused)
        {
            return New(refused.ErrorId, $"{method} {url}: {refused.Message}.", refused.NextStep, cause);
        }

        if (IsNoTls(cause))
        {
            return New(
                "NoTlsOnPort",
                $"{method} {url}: what answers at port {Port(url)} does not speak TLS.",
                $"Give the port at which the server speaks https, or an http URL if it is meant to be one (http://{url.Authority}).",
                cause);
        }

        return Find<HttpRequestException>(cause)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => New(
                "TlsFailed",
                $"{method} {url}: TLS was not agreed upon ({Innermost(cause).Message})",
                $"Check that port {Port(url)} is the server's https port, which versions of TLS it has, and whether it requires a client "
                    + "certificate, which this tool has none of.",
                cause),
            HttpRequestError.VersionNegotiationError or HttpRequestError.HttpProtocolError when http2 => NoHttp2(method, url, cause),
            HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown
                when http2 && url.Scheme == Uri.UriSchemeHttp => NoHttp2(method, url, cause),
            HttpRequestError.InvalidResponse => New(
                "AnswerNotHttp",
                $"{method} {url}: what answers at port {Port(url)} does not speak HTTP/1.1 ({Innermost(cause).Message})",
                "Check the address and the port; a port that speaks TLS needs an https URL, one that speaks HTTP/2 only needs "
                    + $"{new OptionKey("Http2")}.",
                cause),
            HttpRequestError.ResponseEnded => New(
                "AnswerCutOff",
                $"{method} {url}: the connection was closed before an answer in HTTP/1.1 was whole.",
                $"Check the address and port {Port(url)} (one that speaks TLS needs an https URL), then the log of the server or of a "
                    + "proxy before it.",
                cause),
            _ => Unreachable(method, url, cause),
        };
    }

    /// <summary>Error for a body that is longer than the limit of reading.</summary>
    public static BatchPerfException TooLong(string method, Uri url, int mostBytes, Exception cause) => new(
        "AnswerTooLong",
        ProblemKind.UnexpectedServer,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {url}: the answer is longer than the {mostBytes:#,0} bytes that are read of it."),
        "Check that the URL leads to a DMS, and what the server or a proxy before it answers there.",
        cause);

    /// <summary>Error for a head that is longer than the limit of reading.</summary>
    public static BatchPerfException HeadTooLong(string method, Uri url, Exception cause) => new(
        "AnswerTooLong",
        ProblemKind.UnexpectedServer,
        $"{method} {url}: the answer's headers are longer than {AnswerLimit.HeadKilobytes} KB.",
        "Check which headers (cookies are the usual ones) the server or a proxy before it sends.",
        cause);

    private static BatchPerfException Unreachable(string method, Uri url, Exception cause)
    {
        if (Find<SocketException>(cause) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
        {
            return New(
                "HostNotFound",
                $"{method} {url}: the host name {url.Host} is not known.",
                "Check the base URL for a misspelling and that this machine's DNS knows the name.",
                cause);
        }

        return New(
            "ServerUnreachable",
            $"{method} {url}: no answer ({Innermost(cause).Message})",
            "Check that the server runs and that its port can be reached from this machine.",
            cause);
    }

    private static BatchPerfException NoHttp2(string method, Uri url, Exception cause) => New(
        "Http2Refused",
        $"{method} {url}: the server does not speak HTTP/2 there ({Innermost(cause).Message})",
        $"Leave out {new OptionKey("Http2")}, or have the server speak HTTP/2: without TLS it has to do so from the first byte.",
        cause);

    /// <summary>
    /// The first bytes were no TLS record: the platform's reader of records finds that out by itself, so nothing caused its exception. A
    /// refusal by the other side's TLS has the alert as its cause.
    /// </summary>
    private static bool IsNoTls(Exception cause) => Find<AuthenticationException>(cause) is { InnerException: null };

    private static string Port(Uri url) => url.Port.ToString(CultureInfo.InvariantCulture);

    private static BatchPerfException New(string errorId, string message, string nextStep, Exception cause) =>
        new(errorId, ProblemKind.Connection, message, nextStep, cause);

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
