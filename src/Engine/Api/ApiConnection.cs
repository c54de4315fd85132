namespace EdFi.BatchPerf.Api;

/// <summary>A connection with the services over it: tokens, single resources, the search for the batch limit.</summary>
public sealed class ApiConnection : BatchConnection
{
    private readonly HttpMessageInvoker _invoker;
    private readonly ConnectOptions _options;
    private readonly TokenSource _tokens;
    private readonly ApiRequest _request;
    private int? _batchLimit;
    private bool _closed;

    internal ApiConnection(
        ConnectOptions options,
        Discovery? discovery,
        Endpoints endpoints,
        HttpMessageInvoker invoker,
        ApiRequest request,
        TokenSource tokens,
        TimeProvider time)
    {
        _options = options;
        _invoker = invoker;
        _tokens = tokens;
        _request = request;
        BaseUrl = options.BaseUrl;
        BatchUrl = endpoints.Batch;
        TokenUrl = endpoints.Token;
        ResourcesUrl = endpoints.Resources;
        MetadataUrl = Endpoints.Http(options.BaseUrl, discovery?.OpenApiMetadata);
        Version = discovery?.Version;
        DataStandard = discovery?.DataStandard;
        ApplicationName = discovery?.ApplicationName;
        OtherHosts = PlainList.Of(endpoints.OtherHosts(options));
        Paths = new ResourcePaths(endpoints.Resources);
        Time = time;
        Resources = MakeResources(new RefusalWait(time), session: null);
    }

    /// <inheritdoc/>
    public override Uri BaseUrl { get; }

    /// <inheritdoc/>
    public override Uri BatchUrl { get; }

    /// <inheritdoc/>
    public override Uri TokenUrl { get; }

    /// <inheritdoc/>
    public override Uri ResourcesUrl { get; }

    /// <inheritdoc/>
    public override Uri? MetadataUrl { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherHosts { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> HeaderNames => PlainList.Of(_options.Headers.Names);

    /// <inheritdoc/>
    public override string? ApplicationName { get; }

    /// <inheritdoc/>
    public override string? Version { get; }

    /// <inheritdoc/>
    public override string? DataStandard { get; }

    /// <inheritdoc/>
    public override string Key => _options.Key;

    /// <inheritdoc/>
    public override int? BatchLimit => _batchLimit;

    /// <inheritdoc/>
    public override bool SkipCertificateCheck => _options.SkipCertificateCheck;

    /// <inheritdoc/>
    public override int TokenRequests => _tokens.Requests;

    /// <inheritdoc/>
    public override bool Closed => _closed;

    internal ConnectOptions Options => _options;

    internal TokenSource Tokens => _tokens;

    /// <summary>URLs of the server's resources.</summary>
    internal ResourcePaths Paths { get; }

    internal IResourceClient Resources { get; }

    /// <summary>The clock by which the connection waits.</summary>
    internal TimeProvider Time { get; }

    /// <summary>Returns a connection as the engine's own type, which every connection is.</summary>
    public static ApiConnection Of(BatchConnection connection) => (ApiConnection)connection;

    /// <summary>The single-resource endpoints; a method, so that no table or serialiser shows it.</summary>
    public IResourceClient GetResources() => Resources;

    /// <summary>The single-resource endpoints, for work that waits for a busy server no longer than a bound.</summary>
    internal IResourceClient GetResources(WaitBudget budget) => MakeResources(new RefusalWait(Time, budget), Resources.Session);

    /// <summary>Reads a document that the server publishes about itself; without the token, since discovery may name any host.</summary>
    /// <returns>Status and body; a refusal is an answer.</returns>
    /// <exception cref="BatchPerfException">No answer came, or it is larger than 64 MB.</exception>
    public async Task<ResourceAnswer> ReadMetadataAsync(Uri url, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, url);
        var answer = await _request.SendAsync(message, AnswerLimit.Metadata, cancellationToken, foreign: !Known(url));
        return new ResourceAnswer { Status = answer.Status, Body = answer.Body };
    }

    /// <summary>
    /// Discovers a server, fetches a token and checks that <c>/batch</c> is there; tells the operator of doubtful addresses before the
    /// secret is sent.
    /// </summary>
    /// <param name="options">Addresses, credentials and settings of the connection.</param>
    /// <param name="tell">
    /// Called with a notice, and awaited, before the secret goes to a host that the operator did not name; null for no notice.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BatchPerfException">It cannot be reached, is not a DMS, refuses the key, or has no batch endpoint.</exception>
    public static Task<ApiConnection> OpenAsync(ConnectOptions options, Func<string, Task>? tell, CancellationToken cancellationToken) =>
        Connector.OpenAsync(options, tell, TimeProvider.System, cancellationToken);

    /// <summary>
    /// Finds out <see cref="BatchLimit"/>, where it is not known yet, with deletes of an unknown resource, which cannot write.
    /// </summary>
    /// <returns>The most operations in a batch; null when the server takes more than 10,000 or does not say.</returns>
    /// <exception cref="BatchPerfException">The server cannot be reached, or refuses the key.</exception>
    public async Task<int?> LearnBatchLimitAsync(CancellationToken cancellationToken) =>
        _batchLimit ??= await new BatchProbe(_request, _tokens, BatchUrl).LearnLimitAsync(cancellationToken);

    /// <summary>
    /// Finds the most operations that the server takes in a batch, by trying with deletes of an unknown resource, which cannot write.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>BatchLimitNotFound</c>: an answer says nothing of the batch's size; or the server cannot be
    /// reached.</exception>
    public async Task<BatchLimitFinding> FindBatchLimitAsync(CancellationToken cancellationToken)
    {
        var finding = await new BatchProbe(_request, _tokens, BatchUrl).FindLimitAsync(cancellationToken);
        _batchLimit = finding.Limit;
        return finding;
    }

    private ResourceClient MakeResources(RefusalWait wait, object? session)
        => new(this, _request, _tokens, Paths, new PresenceProbe(_request, _tokens, BatchUrl, wait), wait, session);

    /// <summary>True for hosts that get the token or the secret, and so may get the operator's headers.</summary>
    private bool Known(Uri url) => new[] { BaseUrl, TokenUrl, ResourcesUrl, BatchUrl }.Any(known =>
        ServerUrl.SameHost(known, url) && known.Scheme == url.Scheme);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _closed = true;
        _invoker.Dispose();
    }
}
