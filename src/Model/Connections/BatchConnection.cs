namespace EdFi.BatchPerf;

/// <summary>
/// A DMS that has been found, understood and logged in to. Holds no secret that a property or <see cref="ToString"/> shows.
/// </summary>
public abstract class BatchConnection : IDisposable
{
    private protected BatchConnection()
    {
    }

    /// <summary>Base URL of the server, from which discovery was read.</summary>
    public abstract Uri BaseUrl { get; }

    /// <summary>URL that batches are posted to.</summary>
    public abstract Uri BatchUrl { get; }

    /// <summary>URL of the token endpoint.</summary>
    public abstract Uri TokenUrl { get; }

    /// <summary>Base URL of the single-resource endpoints, for example <c>https://…/data/ed-fi</c>.</summary>
    public abstract Uri ResourcesUrl { get; }

    /// <summary>URL of the server's list of OpenAPI documents; null where discovery names no http or https address.</summary>
    public abstract Uri? MetadataUrl { get; }

    /// <summary>
    /// Hosts other than the base URL's, with a port where it is not the usual one, that only the server's discovery document names and to
    /// which secret or token goes; usually none, or an identity provider.
    /// </summary>
    public abstract IReadOnlyList<string> OtherHosts { get; }

    /// <summary>Names of the headers that the operator adds to every request; never their values.</summary>
    public abstract IReadOnlyList<string> HeaderNames { get; }

    /// <summary>The server's name for itself; null without discovery.</summary>
    public abstract string? ApplicationName { get; }

    /// <summary>The server's version; null without discovery.</summary>
    public abstract string? Version { get; }

    /// <summary>The data standard's version, for example 5.1.0; null without discovery.</summary>
    public abstract string? DataStandard { get; }

    /// <summary>The client key; never the secret.</summary>
    public abstract string Key { get; }

    /// <summary>The most operations in a batch; null where it was not asked for, or the server does not say.</summary>
    public abstract int? BatchLimit { get; }

    /// <summary>True when any server certificate is accepted.</summary>
    public abstract bool SkipCertificateCheck { get; }

    /// <summary>Tokens fetched so far.</summary>
    public abstract int TokenRequests { get; }

    /// <summary>True once <see cref="Dispose"/> was called.</summary>
    public abstract bool Closed { get; }

    /// <summary>Closes its sockets. Runs that use it go on with their own as long as their token lasts.</summary>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{BaseUrl} ({ApplicationName ?? "no discovery"} {Version})";
}
