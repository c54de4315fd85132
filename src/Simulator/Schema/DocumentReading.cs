using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Result of reading one document; reused from document to document.</summary>
internal sealed class DocumentReading
{
    /// <summary>The most values that a natural key may have.</summary>
    public const int MostKeyParts = 32;

    private readonly JsonElement[] _keyParts = new JsonElement[MostKeyParts];

    public KeyBuffer Text { get; } = new();

    public KeyRange Key { get; private set; }

    public ReadOnlySpan<char> KeyText => Text.Slice(Key);

    public List<ReferenceUse> References { get; } = [];

    /// <summary>The values that must agree with others of the same name.</summary>
    public List<UnifiedValue> Unified { get; } = [];

    /// <summary>Problems of the document by path; null for none.</summary>
    public Dictionary<string, List<string>>? Errors { get; private set; }

    /// <summary>The document's own <c>id</c>, in any letter case; undefined where it has none.</summary>
    public JsonElement Id { get; set; }

    public Span<JsonElement> KeyParts => _keyParts;

    public void Clear()
    {
        Text.Clear();
        References.Clear();
        Unified.Clear();
        Errors = null;
        Id = default;
        Key = default;
        _keyParts.AsSpan().Clear();
    }

    public void AddError(string path, string message)
    {
        Errors ??= [];
        if (!Errors.TryGetValue(path, out var messages))
        {
            Errors.Add(path, messages = []);
        }

        messages.Add(message);
    }

    /// <summary>Puts the natural key together from the parts that were met.</summary>
    public void CompleteKey(ResourceDefinition definition) => Key = Join(KeyParts[..definition.KeyParts.Length], definition.KeySeparator);

    public KeyRange Join(ReadOnlySpan<JsonElement> parts, char separator)
    {
        var start = Text.Length;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                Text.Append(separator);
            }

            Text.Append(parts[i]);
        }

        return new(start, Text.Length - start);
    }
}
