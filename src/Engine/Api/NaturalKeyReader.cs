using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Api;

/// <summary>Reads documents back by natural key through the single-resource endpoints.</summary>
/// <param name="client">The server.</param>
public sealed class NaturalKeyReader(IResourceClient client)
{
    /// <summary>Looks for one document.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="naturalKey">The key as a batch takes it: a JSON object, flat (leaf names) or nested as in the document.</param>
    /// <param name="alsoList">True to look through the first 500 of the list before calling it absent: servers were seen whose query found
    /// nothing although the list held it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document, or that there is none; a refusal is a <see cref="DocumentLookup.Problem"/>.</returns>
    public async Task<DocumentLookup> FindAsync(string resource, string naturalKey, bool alsoList, CancellationToken cancellationToken)
    {
        var key = JsonNode.Parse(naturalKey)!.AsObject();
        var query = string.Join(
            '&',
            Leaves(key).DistinctBy(static leaf => leaf.Name).Select(static leaf => $"{leaf.Name}={Uri.EscapeDataString(leaf.Value)}"));
        var found = await ReadAsync(resource, query, key, cancellationToken);
        return !found.Found && found.Known && alsoList ? await ReadAsync(resource, "limit=500", key, cancellationToken) : found;
    }

    private async Task<DocumentLookup> ReadAsync(string resource, string query, JsonObject key, CancellationToken cancellationToken)
    {
        ResourceAnswer answer;
        try
        {
            answer = await client.GetAsync(resource, query, cancellationToken);
        }
        catch (BatchPerfException problem)
        {
            return new DocumentLookup { Problem = problem.Message };
        }

        if (!answer.Success)
        {
            return new DocumentLookup { Problem = string.Create(CultureInfo.InvariantCulture, $"GET {resource} answered {answer.Status} {answer.Problem}").TrimEnd() };
        }

        var matches = Read(answer.Body, key);
        return matches?.Count switch
        {
            null => new DocumentLookup { Problem = $"GET {resource} answered with something other than an array of documents" },
            0 => new DocumentLookup(),
            1 => new DocumentLookup { Image = matches[0] },
            _ => new DocumentLookup { Problem = string.Create(CultureInfo.InvariantCulture, $"GET {resource} found {matches.Count} documents with one natural key") },
        };
    }

    /// <summary>The documents that bear the key, or, where several do in different letter cases, the one that bears it letter by letter; null where the body is not an array of documents.</summary>
    private static List<DocumentImage>? Read(ReadOnlyMemory<byte> body, JsonObject key)
    {
        try
        {
            if (JsonNode.Parse(body.Span) is not JsonArray list)
            {
                return null;
            }

            var found = list.OfType<JsonObject>().Where(document => Matches(document, key, StringComparison.OrdinalIgnoreCase)).ToList();
            var exact = found.FindAll(document => Matches(document, key, StringComparison.Ordinal));
            return (exact.Count == 1 ? exact : found).ConvertAll(static d => new DocumentImage(d));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null; // an ArgumentException is a field that a document has twice
        }
    }

    /// <summary>A flat key's fields may lie anywhere in the document outside of arrays; a nested key's lie where it has them.</summary>
    private static bool Matches(JsonObject document, JsonObject key, StringComparison comparison) => key.All(field => field.Value switch
    {
        JsonObject nested => document[field.Key] is JsonObject child && Matches(child, nested, comparison),
        JsonValue value => Leaves(document).Any(leaf => leaf.Name == field.Key && string.Equals(leaf.Value, Text(value), comparison)),
        _ => false,
    });

    private static IEnumerable<(string Name, string Value)> Leaves(JsonObject node) => node.SelectMany(static field => field.Value switch
    {
        JsonObject nested => Leaves(nested),
        JsonValue value => [(field.Key, Text(value))],
        _ => Array.Empty<(string, string)>(),
    });

    private static string Text(JsonValue value) => value.ToString();
}
