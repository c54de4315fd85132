using System.Globalization;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// Sends what the exporter sends, notes why the last request failed and what the collector did not take, and can give up at once.
/// </summary>
internal sealed class OtlpHandler : DelegatingHandler
{
    private readonly OtlpTarget _target;
    private readonly OtlpCertificates _certificates;
    private readonly CancellationTokenSource _gaveUp = new(); // never disposed: a request may still be under way
    private string? _problem;
    private HttpResponseMessage? _answer;
    private PartialSuccess? _partial;

    /// <param name="target">Where it sends to.</param>
    /// <param name="certificates">TLS options of connections by https; disposed with the handler.</param>
    public OtlpHandler(OtlpTarget target, OtlpCertificates certificates)
        : base(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            SslOptions = certificates.Options,
        }) => (_target, _certificates) = (target, certificates);

    /// <summary>Error of the last request that failed; null where none failed. Names no URL.</summary>
    public string? Problem => Volatile.Read(ref _problem) ?? GrpcProblem(Volatile.Read(ref _answer));

    /// <summary>What the collector says of exports that it answered with success; null where it took all without a word.</summary>
    public PartialSuccess? Partial => Volatile.Read(ref _partial);

    /// <summary>Ends a request that is under way, and every one to come.</summary>
    public void GiveUp() => _gaveUp.Cancel();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _certificates.Dispose();
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _gaveUp.Token);
        try
        {
            var answer = base.Send(Authorized(request), either.Token);
            return Note(answer, OtlpAnswer.Read(answer, either.Token));
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _gaveUp.Token);
        try
        {
            var answer = await base.SendAsync(Authorized(request), either.Token);
            return Note(answer, await OtlpAnswer.ReadAsync(answer, either.Token));
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    private HttpRequestMessage Authorized(HttpRequestMessage request)
    {
        if (_target.Authorization is { } authorization && !request.Headers.Contains("Authorization"))
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }

    private HttpResponseMessage Note(HttpResponseMessage response, PartialSuccess? partial)
    {
        if (!response.IsSuccessStatusCode)
        {
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            Volatile.Write(ref _problem, $"it answered {status} {PlainText.Line(response.ReasonPhrase)}".TrimEnd());
        }

        if (partial is not null)
        {
            Volatile.Write(ref _partial, _partial?.And(partial) ?? partial); // one export after the other
        }

        Volatile.Write(ref _answer, response);
        return response;
    }

    private bool Note(Exception exception)
    {
        Volatile.Write(ref _problem, exception is OperationCanceledException
            ? "it did not answer in time"
            : PlainText.Line(exception.GetBaseException().Message.TrimEnd('.')));
        return true;
    }

    /// <summary>The status of an answer by grpc, which stands behind it, or in the head of one without a body.</summary>
    private static string? GrpcProblem(HttpResponseMessage? answer) => answer is not null
        && new[] { answer.TrailingHeaders, answer.Headers }.Where(static headers => headers.Contains("grpc-status"))
            .SelectMany(static headers => headers.GetValues("grpc-status")).FirstOrDefault() is { } status and not "0"
            ? $"it answered with grpc status {PlainText.Line(status)}"
            : null;
}
