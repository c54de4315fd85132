using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Reads which descriptors a server has, of the types that are needed only, and creates the first of a type where asked to.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="note">Is told what could not be read and what was created.</param>
/// <param name="warn">Is told what could not be created.</param>
internal sealed class DescriptorValues(IResourceClient client, Action<string> note, Action<string> warn)
{
    private const string Query = "limit=25";
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>URIs by type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => _values;

    /// <summary>Reads those of types that were not read yet.</summary>
    public async Task ReadAsync(IEnumerable<string> types, CancellationToken cancellationToken)
    {
        foreach (var type in types.Where(t => !_values.ContainsKey(t)).ToArray())
        {
            var segment = DescriptorTypes.SegmentOf(type);
            var answer = await client.GetAsync(segment, Query, cancellationToken);
            _values[type] = answer.Success && DocumentImage.TryReadList(answer.Body) is { } list
                ? [.. list.Select(static d => UriOf(d)).OfType<string>()]
                : [];
            if (!answer.Success)
            {
                _unread.Add(type);
                note($"GET {segment} answered {StatusText.Of(answer)}: its descriptors are not known.");
            }
        }
    }

    /// <summary>Creates a descriptor of each type that has none.</summary>
    public async Task CreateAsync(IEnumerable<string> types, CancellationToken cancellationToken)
    {
        foreach (var type in types.Where(t => _values.GetValueOrDefault(t) is not { Count: > 0 } && !_unread.Contains(t)).ToArray())
        {
            var space = $"uri://ed-fi.org/{char.ToUpperInvariant(type[0])}{type[1..]}";
            const string Code = "BatchPerf";
            var body = new JsonObject
            {
                ["namespace"] = space, ["codeValue"] = Code, ["shortDescription"] = Code, ["description"] = Code,
            };
            var answer = await client.PostAsync(
                DescriptorTypes.SegmentOf(type),
                System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()),
                cancellationToken);
            if (answer.Success)
            {
                _values[type] = [$"{space}#{Code}"];
                note($"Created {space}#{Code}; it stays.");
            }
            else
            {
                warn($"{space}#{Code} could not be created: {StatusText.Of(answer)}.");
            }
        }
    }

    private static string? UriOf(DocumentImage document)
        => document.Fields["namespace"] is JsonValue space && document.Fields["codeValue"] is JsonValue code
            && $"{space}#{code}" is var uri && !uri.Contains("{{", StringComparison.Ordinal) // a template would take it for a token
            ? uri
            : null;
}
