using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>The identities that count: those that are built in, and for other resources those that the server states.</summary>
internal sealed class ServerIdentities
{
    private readonly Dictionary<string, IdentityFinding> _stated = new(StringComparer.OrdinalIgnoreCase);
    private readonly IdentityFinding _otherwise;

    private ServerIdentities(IdentityFinding otherwise) => _otherwise = otherwise;

    /// <summary>The built-in identities, without those of a server.</summary>
    public static ServerIdentities BuiltIn { get; } = new(IdentityFinding.NotAsked);

    /// <summary>The resources that the server states, in any order.</summary>
    public IReadOnlyDictionary<string, IdentityFinding> Stated => _stated;

    /// <summary>The built-in identities, where the server's cannot be read.</summary>
    /// <param name="cause">Why, as the end of a sentence.</param>
    public static ServerIdentities Unreadable(string cause) => new(new IdentityFinding(null, cause));

    /// <summary>Identities of a server's OpenAPI document, and the built-in ones.</summary>
    /// <param name="text">The document.</param>
    /// <param name="source">Where it was read, for problems.</param>
    public static ServerIdentities Read(ReadOnlyMemory<byte> text, string source)
    {
        try
        {
            using var document = OpenApiDocument.Parse(text);
            var identities = new ServerIdentities(new IdentityFinding(null, $"{source} has no such resource"));
            var reader = new OpenApiIdentities(document);
            foreach (var (project, resource, path) in reader.Resources())
            {
                identities.Add(resource, identities._stated.ContainsKey(resource)
                    ? new IdentityFinding(null, $"{source} has it in several projects, and a batch names only the last segment")
                    : Read(reader, project, resource, path, source));
            }

            return identities;
        }
        catch (FormatException exception)
        {
            return Unreadable($"{source} cannot be read: {exception.Message}");
        }
        catch (InvalidOperationException exception)
        {
            return Unreadable($"{source} cannot be read: {exception.Message}"); // text that is not valid Unicode
        }
    }

    /// <summary>Returns a resource's identity, or why it is not known; a built-in identity goes before the server's.</summary>
    /// <param name="resource">Endpoint segment, in any letter case.</param>
    public IdentityFinding Find(string resource)
        => BuiltInIdentities.Of(resource) is { } known ? new IdentityFinding(known, null)
            : _stated.GetValueOrDefault(resource, _otherwise);

    private static IdentityFinding Read(OpenApiIdentities reader, string project, string resource, JsonElement path, string source)
    {
        try
        {
            return new IdentityFinding(reader.Read(project, resource, path), null);
        }
        catch (FormatException exception)
        {
            return new IdentityFinding(null, $"{source} does not state it: {exception.Message}");
        }
    }

    private void Add(string resource, IdentityFinding finding) => _stated[resource] = finding;
}
