using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>Turns options into a connection: discovery, endpoints, token, a look at <c>/batch</c>.</summary>
internal static class Connector
{
    private const int SetUpConnections = 8;

    /// <param name="options">Addresses, credentials and settings of the connection.</param>
    /// <param name="tell">Told, and awaited, before the secret goes to a host that the operator did not name.</param>
    /// <param name="time">The clock of tokens, and of waits for a server that has no time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ApiConnection> OpenAsync(
        ConnectOptions options,
        Func<string, Task>? tell,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Validate(options);
        var invoker = new HttpMessageInvoker(Transport.CreateHandler(options, SetUpConnections));
        try
        {
            var request = new ApiRequest(invoker, options);
            var (discovery, http) = await DiscoverAsync(request, options, cancellationToken);
            var endpoints = Endpoints.Choose(options, discovery);
            foreach (var notice in tell is null ? [] : Notices(options, endpoints, http))
            {
                await tell!(notice);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var tokens = new TokenSource(request, options, endpoints.Token, time);
            await tokens.GetAsync(cancellationToken);
            var probe = new BatchProbe(request, tokens, endpoints.Batch);
            await probe.CheckAsync(cancellationToken);
            var connection = new ApiConnection(options, discovery, endpoints, invoker, request, tokens, time);
            if (options.LearnBatchLimit)
            {
                await connection.LearnBatchLimitAsync(cancellationToken);
            }

            return connection;
        }
        catch
        {
            invoker.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> Notices(ConnectOptions options, Endpoints endpoints, int http) =>
        options.Http2 && http < 2
            ? endpoints.Notices(options).Prepend($"{options.BaseUrl.Authority} does not offer HTTP/2: requests go by HTTP/1.1.")
            : endpoints.Notices(options);

    private static async Task<(Discovery? Discovery, int HttpMajor)> DiscoverAsync(
        ApiRequest request,
        ConnectOptions options,
        CancellationToken cancellationToken)
    {
        var url = new Uri(options.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        var dispensable = options.TokenEndpoint is not null && options.ApiPrefix is not null;
        using var message = new HttpRequestMessage(HttpMethod.Get, url);
        var answer = await request.SendAsync(message, AnswerLimit.Discovery, cancellationToken);
        var discovery = answer.Status == 200 ? Discovery.TryRead(answer.Body) : null;
        if (discovery is not null || dispensable)
        {
            return (discovery, answer.HttpMajor);
        }

        throw answer.Status is 414 or 431 ? ApiErrors.HeadRefused("GET", url, answer.Status)
            : answer.Status is 429 or 503 ? ApiErrors.Busy("GET", url, answer)
            : Redirect.Target(url, answer) is { } target ? ApiErrors.Redirected("GET", url, answer.Status, target, new OptionKey("BaseUrl"))
            : AnswerForm.Strange(answer.Body.Span) is { } form ? ApiErrors.FormNotUnderstood("GET", url, answer.Status, form)
            : ApiErrors.NotADms(url, answer.Status, Start(request, answer.Body));
    }

    private static string Start(ApiRequest request, ReadOnlyMemory<byte> body)
    {
        var seen = body.ToArray();
        request.Secrets.Hide(seen, token: []);
        var text = Encoding.UTF8.GetString(seen.AsSpan(0, Math.Min(120, seen.Length))).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "" : $"'{text}{(body.Length > 120 ? "…" : "")}'";
    }

    private static void Validate(ConnectOptions options)
    {
        _ = ServerUrl.ReadBase(options.BaseUrl.OriginalString, "The base URL");
        if (string.IsNullOrWhiteSpace(options.Key) || string.IsNullOrEmpty(options.Secret))
        {
            throw new BatchPerfException(
                "CredentialMissing",
                ProblemKind.InvalidInput,
                "No key and secret were given.",
                $"Give {new OptionKey("Credential")}, or set PERF_API_KEY and PERF_API_SECRET in the environment or in a file for "
                    + $"{new OptionKey("EnvironmentFile")}.");
        }
    }
}
