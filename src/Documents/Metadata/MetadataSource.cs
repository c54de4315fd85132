using System.Text.Json;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>Reads identities from the OpenAPI document that a server's discovery names.</summary>
internal static class MetadataSource
{
    private const string Section = "Resources";

    /// <summary>
    /// Reads them, and lets the connection know in which projects resources of extensions lie; whatever cannot be read is a finding, not
    /// an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<ServerIdentities> ReadAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var identities = await ReadAllAsync(connection, cancellationToken);
        foreach (var (resource, finding) in identities.Stated)
        {
            if (finding.Identity is { } identity && BuiltInIdentities.Of(resource) is null)
            {
                connection.Paths.Learn(resource, identity.Project);
            }
        }

        return identities;
    }

    private static async Task<ServerIdentities> ReadAllAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        if (connection.MetadataUrl is not { } list)
        {
            return ServerIdentities.Unreadable("the server's discovery names no OpenAPI documents (urls.openApiMetadata)");
        }

        var (text, problem) = await GetAsync(connection, list, cancellationToken);
        if (problem is not null)
        {
            return ServerIdentities.Unreadable(problem);
        }

        var (url, unlisted) = Resources(text, list);
        if (url is null)
        {
            return unlisted is null ? ServerIdentities.Read(text, list.ToString()) : ServerIdentities.Unreadable(unlisted);
        }

        (text, problem) = await GetAsync(connection, url, cancellationToken);
        return problem is null ? ServerIdentities.Read(text, url.ToString()) : ServerIdentities.Unreadable(problem);
    }

    /// <summary>Why a document is not read that an encrypted server names by a plain address; null for nothing.</summary>
    public static string? Unencrypted(Uri server, Uri url) => server.Scheme == Uri.UriSchemeHttps
        && url.Scheme == Uri.UriSchemeHttp
        && !url.IsLoopback
        ? $"{url} is not encrypted as {server} is, so that the identities in it could be changed on the network"
        : null;

    private static async Task<(ReadOnlyMemory<byte> Text, string? Problem)> GetAsync(
        ApiConnection connection,
        Uri url,
        CancellationToken cancellationToken)
    {
        if (Unencrypted(connection.BaseUrl, url) is { } refusal)
        {
            return (default, refusal);
        }

        try
        {
            var answer = await connection.ReadMetadataAsync(url, cancellationToken);
            return answer.Status == 200
                ? (answer.Body, null)
                : (default, $"GET {url} answered {answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }
        catch (BatchPerfException exception)
        {
            return (default, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>Where a list of documents says that the one of resources lies; nothing where it is that document itself.</summary>
    private static (Uri? Url, string? Problem) Resources(ReadOnlyMemory<byte> text, Uri source)
    {
        try
        {
            using var list = JsonDocument.Parse(text);
            if (list.RootElement.ValueKind == JsonValueKind.Object)
            {
                return (null, null);
            }

            var place = list.RootElement.ValueKind == JsonValueKind.Array
                ? list.RootElement.EnumerateArray()
                    .Where(static s => string.Equals(OpenApiDocument.Text(s, "name"), Section, StringComparison.OrdinalIgnoreCase))
                    .Select(static s => OpenApiDocument.Text(s, "endpointUri")).FirstOrDefault()
                : null;
            return Uri.TryCreate(source, place, out var url)
                && place is { Length: > 0 }
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
                ? (url, null)
                : (null, $"{source} names no document called {Section}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, $"{source} cannot be read: it is not JSON ({exception.Message.TrimEnd('.')})");
        }
    }
}
