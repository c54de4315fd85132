using System.Text.Json;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>Reads identities from the OpenAPI document that a server's discovery names.</summary>
internal static class MetadataSource
{
    /// <summary>The section of resources.</summary>
    public const string Section = "Resources";

    /// <summary>The section of descriptors.</summary>
    public const string DescriptorSection = "Descriptors";

    /// <summary>
    /// Reads them, and lets the connection know in which projects resources of extensions lie; whatever cannot be read is a finding, not
    /// an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<ServerIdentities> ReadAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var document = await ReadAsync(connection, Section, cancellationToken);
        var identities = document.Problem is { } problem ? ServerIdentities.Unreadable(problem)
            : ServerIdentities.Read(document.Text, document.Source);
        LearnProjects(connection, identities);
        if (identities.Stated.Values.Any(static f => f.Identity?.OtherProject is not null)
            && await ReadAsync(connection, DescriptorSection, cancellationToken) is { Problem: null } descriptors)
        {
            LearnDescriptors(connection, descriptors.Text);
        }

        return identities;
    }

    /// <summary>Lets the connection know in which projects descriptors of extensions lie.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="text">The server's document of descriptors; one that cannot be read says nothing.</param>
    public static void LearnDescriptors(ApiConnection connection, ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = OpenApiDocument.Parse(text);
            foreach (var (project, resource, _) in new OpenApiIdentities(document).Resources().Where(static r => IsDescriptor(r.Resource)))
            {
                connection.Paths.Learn(resource, project);
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            // Its descriptors are looked for among Ed-Fi's.
        }
    }

    /// <summary>The endpoint segments of all types of descriptors that a server has; none where it does not say.</summary>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<IReadOnlyList<string>> DescriptorsAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var section = await ReadAsync(connection, DescriptorSection, cancellationToken);
        if (section.Problem is not null)
        {
            return [];
        }

        try
        {
            using var document = OpenApiDocument.Parse(section.Text);
            return [.. new OpenApiIdentities(document).Resources().Select(static r => r.Resource).Where(IsDescriptor)];
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Lets the connection know in which projects resources of extensions lie.</summary>
    public static void LearnProjects(ApiConnection connection, ServerIdentities identities)
    {
        foreach (var (resource, finding) in identities.Stated)
        {
            if (finding.Identity is { } identity && BuiltInIdentities.Of(resource) is null)
            {
                connection.Paths.Learn(resource, identity.Project);
            }
        }
    }

    /// <summary>Reads the document of a section; where the server has a single document, that one stands for every section.</summary>
    /// <param name="connection">The server.</param>
    /// <param name="section">Its name in the server's list: Resources or Descriptors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MetadataDocument> ReadAsync(
        ApiConnection connection,
        string section,
        CancellationToken cancellationToken)
    {
        if (connection.MetadataUrl is not { } list)
        {
            return MetadataDocument.Unreadable("the server's discovery names no OpenAPI documents (urls.openApiMetadata)");
        }

        var (text, problem) = await GetAsync(connection, list, cancellationToken);
        if (problem is not null)
        {
            return MetadataDocument.Unreadable(problem);
        }

        var (url, unlisted) = Place(text, list, section);
        if (url is null)
        {
            return unlisted is null ? new MetadataDocument(text, list.ToString(), null) : MetadataDocument.Unreadable(unlisted);
        }

        (text, problem) = await GetAsync(connection, url, cancellationToken);
        return problem is null ? new MetadataDocument(text, url.ToString(), null) : MetadataDocument.Unreadable(problem);
    }

    private static bool IsDescriptor(string resource) => resource.EndsWith("Descriptors", StringComparison.Ordinal);

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

    /// <summary>Where a list of documents says that the one of a section lies; nothing where it is a document itself.</summary>
    private static (Uri? Url, string? Problem) Place(ReadOnlyMemory<byte> text, Uri source, string section)
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
                    .Where(s => string.Equals(OpenApiDocument.Text(s, "name"), section, StringComparison.OrdinalIgnoreCase))
                    .Select(static s => OpenApiDocument.Text(s, "endpointUri")).FirstOrDefault()
                : null;
            return Uri.TryCreate(source, place, out var url)
                && place is { Length: > 0 }
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
                ? (url, null)
                : (null, $"{source} names no document called {section}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, $"{source} cannot be read: it is not JSON ({exception.Message.TrimEnd('.')})");
        }
    }
}
