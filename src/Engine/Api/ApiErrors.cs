using System.Globalization;

namespace EdFi.BatchPerf.Api;

/// <summary>Every way in which connecting can fail, in words that name the next step.</summary>
internal static class ApiErrors
{
    public static BatchPerfException Closed(string method, Uri url) => new(
        "ConnectionClosed",
        ProblemKind.InvalidInput,
        $"{method} {url}: the connection has been closed.",
        "Connect again, and close a connection only when nothing uses it any more.");

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
        $"The discovery document at {baseUrl} names {url}, where secret and token would be sent without encryption. Nothing was sent.",
        $"Let the server name its https address, or give the address with {option}. "
            + $"{new OptionKey("AllowUnencryptedAuthentication")} takes the address as it is.");

    public static BatchPerfException PlaceholderInUrl(string place, string placeholder) => new(
        "InvalidEndpoint",
        ProblemKind.InvalidInput,
        $"The address '{place}' holds the placeholder {placeholder}.",
        "Give the address with the value in place of the placeholder.");

    public static BatchPerfException PlaceholderNamed(Uri baseUrl, string place, string placeholder, OptionKey option) => new(
        "EndpointPlaceholder",
        ProblemKind.UnexpectedServer,
        $"The discovery document at {baseUrl} names '{ServerUrl.Shown(place)}' with the placeholder {placeholder}. Nothing was sent.",
        $"Give the base URL of one tenant or school year, like {ServerUrl.Filled(baseUrl, place)}, or the whole address with {option}.");

    /// <param name="method">HTTP method.</param>
    /// <param name="url">URL of the request.</param>
    /// <param name="status">300 to 399.</param>
    /// <param name="target">URL that the answer points to, from <see cref="Redirect.Target(Uri, string)"/>.</param>
    /// <param name="option">The option that names the address.</param>
    public static BatchPerfException Redirected(string method, Uri url, int status, string target, OptionKey option) => new(
        "Redirected",
        ProblemKind.UnexpectedServer,
        $"{method} {url} answered {status}, a redirect to {target}.",
        $"Give that address with {option} if it is the right one: redirects are not followed, since they could lead key, secret and "
            + "token to another server.");

    public static BatchPerfException TokenRefused(Uri url, int status, Problem? problem, TokenRefusal refusal) => new(
        status is 400 or 401 or 403 ? "AuthenticationFailed" : "TokenRequestFailed",
        status is 400 or 401 or 403 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        $"POST {url} answered {status}{Words(status, problem)}.",
        status is 400 or 401 or 403
            ? "Check the key and the secret."
            : $"Check the token endpoint; another can be given with {new OptionKey("OAuthEndpoint")} (PERF_API_OAUTH_ENDPOINT).",
        refusal);

    public static BatchPerfException TokenNotUnderstood(Uri url, string? form) => new(
        "TokenRequestFailed",
        ProblemKind.UnexpectedServer,
        form is null ? $"POST {url} answered 200 without an access_token." : $"POST {url} answered 200, but {form}.",
        $"Check the token endpoint; another can be given with {new OptionKey("OAuthEndpoint")} (PERF_API_OAUTH_ENDPOINT).");

    public static BatchPerfException NoBatch(Uri url, int status, Problem? problem) => status == 501
        ? new BatchPerfException(
            "BatchNotSupported",
            ProblemKind.UnexpectedServer,
            $"POST {url} answered 501{Words(status, problem)}: the server's backend cannot do batches.",
            "Use a DMS whose backend supports batches (PostgreSQL).")
        : new BatchPerfException(
            "BatchEndpointMissing",
            ProblemKind.UnexpectedServer,
            $"POST {url} answered {status}{Words(status, problem)}: the server has no /batch there.",
            $"Use a DMS version with the batch endpoint, or give its address with {new OptionKey("BatchEndpoint")}.");

    public static BatchPerfException BatchCheckFailed(Uri url, int status, Problem? problem) => new(
        status is 401 or 403 ? "BatchNotAuthorized" : "BatchCheckFailed",
        status is 401 or 403 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        $"POST {url} with an empty batch answered {status}{Words(status, problem)}.",
        status is 401 or 403 ? "Check that the key's token is meant for this server." : "Check the server's health and its log.");

    /// <summary>A limiter (429), or a breaker or proxy (503), takes no request now.</summary>
    public static BatchPerfException Busy(string method, Uri url, ApiAnswer answer, TokenRefusal? refusal = null) => new(
        "ServerBusy",
        ProblemKind.UnexpectedServer,
        $"{method} {url} answered "
            + $"{answer.Status}{Words(answer.Status, ProblemReader.TryRead(answer.Body))}{RetryAfter.Words(answer.RetryAfter)}.",
        answer.Status == 429
            ? $"The server's rate limiter refuses requests: {Wait(answer)} and try again, or have its limit raised for a load test."
            : $"The server, or a proxy before it, takes no requests for now: {Wait(answer)} and try again; if that does not help, look "
                + "at the server's health and log.",
        refusal);

    public static BatchPerfException BatchLimitNotFound(Uri url, int size, ApiAnswer answer, Problem? problem) => new(
        "BatchLimitNotFound",
        answer.Status is 401 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The batch limit was not found: POST {url} with {size} deletes of an unknown resource answered "
                + $"{answer.Status}{Words(answer.Status, problem)}{RetryAfter.Words(answer.RetryAfter)}."),
        "Wait until the server is idle and answers normally (429 is its rate limiter), and try again.");

    /// <summary>The answer is right but for a form in which JSON cannot be read.</summary>
    public static BatchPerfException FormNotUnderstood(string method, Uri url, int status, string form) => new(
        "AnswerNotReadable",
        ProblemKind.UnexpectedServer,
        $"{method} {url} answered {status}, but {form}.",
        "Have the server, or the proxy before it, answer plain JSON"
            + new OptionKey("AcceptGzip").IfOffered(static option => $"; {option} reads gzip")
            + ".");

    private static string Wait(ApiAnswer answer) => answer.RetryAfter is { } wait
        ? string.Create(CultureInfo.InvariantCulture, $"wait {wait.TotalSeconds:0} s, as it asks,")
        : "wait a little";

    /// <summary>
    /// The request's own headers are too long for the server: at connecting, those of the operator are the only long ones.
    /// </summary>
    public static BatchPerfException HeadRefused(string method, Uri url, int status) => new(
        "RequestHeadTooLong",
        ProblemKind.InvalidInput,
        $"{method} {url} answered {status}{Words(status, problem: null)}.",
        $"Shorten what {new OptionKey("Header")} and the address hold, or have the server, or the proxy before it, take longer ones.");

    private static string Words(int status, Problem? problem)
    {
        var words = problem?.Describe() is { Length: > 0 } said ? said : StatusWords.Of(status);
        var id = problem?.CorrelationId is { } correlation ? $" (correlation id {correlation})" : "";
        return string.IsNullOrEmpty(words) ? id : $" {words.TrimEnd('.')}{id}";
    }
}
