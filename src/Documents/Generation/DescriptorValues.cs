using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;

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
    /// <returns>True where there were such.</returns>
    public async Task<bool> ReadAsync(IEnumerable<string> types, CancellationToken cancellationToken)
    {
        var open = types.Where(t => !_values.ContainsKey(t)).ToArray();
        foreach (var type in open)
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

        return open.Length > 0;
    }

    /// <summary>Creates a descriptor of each type that was read and has none.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var type in _values.Where(v => v.Value.Count == 0 && !_unread.Contains(v.Key)).Select(static v => v.Key).ToArray())
        {
            var uri = DescriptorTypes.OwnOf(type);
            var definition = PrerequisiteMaker.Descriptor(uri);
            var answer = await client.PostAsync(definition.Resource, definition.Body, cancellationToken);
            if (!answer.Success)
            {
                warn($"{uri} could not be created: {StatusText.Of(answer)}.");
                continue;
            }

            _values[type] = [uri.ToString()];
            note(FixtureLog.Unseen(answer) is { } changed ? $"{uri}: {changed}." : $"Created {uri}; it stays.");
        }
    }

    private static string? UriOf(DocumentImage document)
        => document.Fields["namespace"] is JsonValue space && document.Fields["codeValue"] is JsonValue code
            && $"{space}#{code}" is var uri && !uri.Contains("{{", StringComparison.Ordinal) // a template would take it for a token
            ? uri
            : null;
}
