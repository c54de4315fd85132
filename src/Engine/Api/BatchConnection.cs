namespace EdFi.BatchPerf.Api;

/// <summary>A DMS that has been found, understood and logged in to. Holds no secret that a property or <see cref="ToString"/> shows.</summary>
public sealed class BatchConnection : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly ConnectOptions _options;
    private readonly TokenSource _tokens;
    private readonly ApiRequest _request;

    internal BatchConnection(ConnectOptions options, Discovery? discovery, Endpoints endpoints, HttpMessageInvoker invoker, ApiRequest request, TokenSource tokens)
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
        Resources = new ResourceClient(request, tokens, endpoints.Resources);
    }

    /// <summary>Where discovery was read.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Where batches go.</summary>
    public Uri BatchUrl { get; }

    /// <summary>Where tokens come from.</summary>
    public Uri TokenUrl { get; }

    /// <summary>Where the single-resource endpoints lie, for example <c>https://…/data/ed-fi</c>.</summary>
    public Uri ResourcesUrl { get; }

    /// <summary>Where the server lists its OpenAPI documents; null where discovery names no http or https address.</summary>
    public Uri? MetadataUrl { get; }

    /// <summary>The server's name for itself; null without discovery.</summary>
    public string? ApplicationName { get; }

    /// <summary>The server's version; null without discovery.</summary>
    public string? Version { get; }

    /// <summary>The data standard's version, for example 5.1.0; null without discovery.</summary>
    public string? DataStandard { get; }

    /// <summary>The client key; never the secret.</summary>
    public string Key => _options.Key;

    /// <summary>The most operations in a batch; null where it was not asked for, or the server does not say.</summary>
    public int? BatchLimit { get; internal set; }

    /// <summary>True when any server certificate is accepted.</summary>
    public bool SkipCertificateCheck => _options.SkipCertificateCheck;

    /// <summary>Tokens fetched so far.</summary>
    public int TokenRequests => _tokens.Requests;

    /// <summary>True once <see cref="Dispose"/> was called.</summary>
    public bool Closed { get; private set; }

    internal ConnectOptions Options => _options;

    internal TokenSource Tokens => _tokens;

    internal IResourceClient Resources { get; }

    /// <summary>The single-resource endpoints; a method, so that no table or serialiser shows it.</summary>
    public IResourceClient GetResources() => Resources;

    /// <summary>Reads a document that the server publishes about itself; without the token, since discovery may name any host.</summary>
    /// <returns>Status and body; a refusal is an answer.</returns>
    /// <exception cref="BatchPerfException">No answer came, or it is larger than 64 MB.</exception>
    public async Task<ResourceAnswer> ReadMetadataAsync(Uri url, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, url);
        var answer = await _request.SendAsync(message, cancellationToken);
        return new ResourceAnswer { Status = answer.Status, Body = answer.Body };
    }

    /// <summary>Discovers a server, fetches a token and checks that <c>/batch</c> is there.</summary>
    /// <exception cref="BatchPerfException">It cannot be reached, is not a DMS, refuses the key, or has no batch endpoint.</exception>
    public static Task<BatchConnection> OpenAsync(ConnectOptions options, CancellationToken cancellationToken) =>
        Connector.OpenAsync(options, TimeProvider.System, cancellationToken);

    /// <summary>Finds out <see cref="BatchLimit"/>, where it is not known yet, with deletes of an unknown resource, which cannot write.</summary>
    /// <returns>The most operations in a batch; null when the server takes more than 10,000 or does not say.</returns>
    /// <exception cref="BatchPerfException">The server cannot be reached, or refuses the key.</exception>
    public async Task<int?> LearnBatchLimitAsync(CancellationToken cancellationToken) =>
        BatchLimit ??= await new BatchProbe(_request, _tokens, BatchUrl).LearnLimitAsync(cancellationToken);

    /// <summary>Finds the most operations that the server takes in a batch, by trying with deletes of an unknown resource, which cannot write.</summary>
    /// <exception cref="BatchPerfException"><c>BatchLimitNotFound</c>: an answer says nothing of the batch's size; or the server cannot be reached.</exception>
    public async Task<BatchLimitFinding> FindBatchLimitAsync(CancellationToken cancellationToken)
    {
        var finding = await new BatchProbe(_request, _tokens, BatchUrl).FindLimitAsync(cancellationToken);
        BatchLimit = finding.Limit;
        return finding;
    }

    /// <summary>Closes its sockets. Runs that use it go on with their own as long as their token lasts.</summary>
    public void Dispose()
    {
        Closed = true;
        _invoker.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{BaseUrl} ({ApplicationName ?? "no discovery"} {Version})";
}
