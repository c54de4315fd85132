using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EdFi.BatchPerf.Api;

/// <summary>Every way in which connecting can fail, in words that name the next step.</summary>
internal static class ApiErrors
{
    public static BatchPerfException Unreachable(string method, Uri url, Exception cause)
    {
        if (IsCertificate(cause))
        {
            return new BatchPerfException(
                "CertificateNotTrusted",
                ProblemKind.Connection,
                $"{method} {url}: the server's certificate is not trusted ({Innermost(cause).Message})",
                $"Install the certificate's issuer on this machine or, for a test server, use {new OptionKey("SkipCertificateCheck")} "
                    + "(IGNORE_TLS_CERTIFICATE=true).",
                cause);
        }

        if (Find<SocketException>(cause) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
        {
            return new BatchPerfException(
                "HostNotFound",
                ProblemKind.Connection,
                $"{method} {url}: the host name {url.Host} is not known.",
                "Check the base URL for a misspelling and that this machine's DNS knows the name.",
                cause);
        }

        return new BatchPerfException(
            "ServerUnreachable",
            ProblemKind.Connection,
            $"{method} {url}: no answer ({Innermost(cause).Message})",
            "Check that the server runs and that its port can be reached from this machine.",
            cause);
    }

    public static BatchPerfException Closed(string method, Uri url) => new(
        "ConnectionClosed",
        ProblemKind.InvalidInput,
        $"{method} {url}: the connection has been closed.",
        "Connect again, and close a connection only when nothing uses it any more.");

    public static BatchPerfException TooLong(string method, Uri url, int mostBytes, Exception cause) => new(
        "AnswerTooLong",
        ProblemKind.UnexpectedServer,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {url}: the answer is longer than the {mostBytes:#,0} bytes (or its head than the {AnswerLimit.HeadKilobytes} "
                + $"KB) that are read of it."),
        "Check that the URL leads to a DMS, and what the server or a proxy before it answers there.",
        cause);

    public static BatchPerfException TimedOut(string method, Uri url, TimeSpan timeout) => new(
        "ServerTimeout",
        ProblemKind.Connection,
        $"{method} {url}: no answer within {timeout.TotalSeconds:0.#} s.",
        "Check that the server is healthy"
            + new OptionKey("ConnectTimeout").IfOffered(static option => $"; a longer {option} can be given") + ".");

    public static BatchPerfException NotADms(Uri url, int status, string seen) => new(
        "NotADms",
        ProblemKind.UnexpectedServer,
        $"GET {url} answered {status} and not a discovery document of an Ed-Fi API{(seen.Length == 0 ? "" : $" but: {seen}")}.",
        "Give the base URL at which the DMS answers with its version and urls, including a path where there is one; or give both "
            + "the token endpoint and the API prefix to do without discovery.");

    public static BatchPerfException NoTokenUrl(Uri url) => new(
        "NoTokenEndpoint",
        ProblemKind.UnexpectedServer,
        $"The discovery document at {url} names no OAuth endpoint.",
        $"Give it with {new OptionKey("OAuthEndpoint")} (PERF_API_OAUTH_ENDPOINT).");

    public static BatchPerfException NotHttp(string place) => new(
        "InvalidEndpoint",
        ProblemKind.InvalidInput,
        $"'{place}' is not an http or https URL.",
        "Give an absolute http or https URL, or a path on the base URL such as /data/ed-fi.");

    public static BatchPerfException CredentialsInUrl(string place) => new(
        "InvalidEndpoint",
        ProblemKind.InvalidInput,
        $"The address '{ServerUrl.Shown(place)}' holds a user name or a password (all before the @, not shown here).",
        "Give it without them, or, where the server's discovery document names it, give that endpoint yourself; an @ in a path is "
            + "written %40.");

    public static BatchPerfException NotEncrypted(Uri baseUrl, Uri url, OptionKey option) => new(
        "EndpointNotEncrypted",
        ProblemKind.UnexpectedServer,
        $"The discovery document at {baseUrl} names {url}, where secret and token would be sent without encryption.",
        $"Let the server name its https address, or give the address with {option}.");

    public static BatchPerfException TokenRefused(Uri url, int status, Problem? problem) => new(
        status is 400 or 401 or 403 ? "AuthenticationFailed" : "TokenRequestFailed",
        status is 400 or 401 or 403 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        $"POST {url} answered {status}{Words(problem)}.",
        status is 400 or 401 or 403
            ? "Check the key and the secret."
            : $"Check the token endpoint; another can be given with {new OptionKey("OAuthEndpoint")} (PERF_API_OAUTH_ENDPOINT).");

    public static BatchPerfException TokenNotUnderstood(Uri url) => new(
        "TokenRequestFailed",
        ProblemKind.UnexpectedServer,
        $"POST {url} answered 200 without an access_token.",
        $"Check the token endpoint; another can be given with {new OptionKey("OAuthEndpoint")} (PERF_API_OAUTH_ENDPOINT).");

    public static BatchPerfException NoBatch(Uri url, int status, Problem? problem) => status == 501
        ? new BatchPerfException(
            "BatchNotSupported",
            ProblemKind.UnexpectedServer,
            $"POST {url} answered 501{Words(problem)}: the server's backend cannot do batches.",
            "Use a DMS whose backend supports batches (PostgreSQL).")
        : new BatchPerfException(
            "BatchEndpointMissing",
            ProblemKind.UnexpectedServer,
            $"POST {url} answered {status}{Words(problem)}: the server has no /batch there.",
            $"Use a DMS version with the batch endpoint, or give its address with {new OptionKey("BatchEndpoint")}.");

    public static BatchPerfException BatchCheckFailed(Uri url, int status, Problem? problem) => new(
        status is 401 or 403 ? "BatchNotAuthorized" : "BatchCheckFailed",
        status is 401 or 403 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        $"POST {url} with an empty batch answered {status}{Words(problem)}.",
        status is 401 or 403 ? "Check that the key's token is meant for this server." : "Check the server's health and its log.");

    public static BatchPerfException BatchLimitNotFound(Uri url, int size, int status, Problem? problem) => new(
        "BatchLimitNotFound",
        status is 401 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The batch limit was not found: POST {url} with {size} deletes of an unknown resource answered {status}{Words(problem)}."),
        "Wait until the server is idle and answers normally (429 is its rate limiter), and try again.");

    private static string Words(Problem? problem)
    {
        var words = problem?.Describe();
        var id = problem?.CorrelationId is { } correlation ? $" (correlation id {correlation})" : "";
        return string.IsNullOrEmpty(words) ? id : $" {words.TrimEnd('.')}{id}";
    }

    private static bool IsCertificate(Exception cause) => Find<AuthenticationException>(cause) is not null;

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
