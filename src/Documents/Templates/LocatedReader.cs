using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads JSON with line numbers; comments and trailing commas are allowed.</summary>
internal ref struct LocatedReader
{
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;
    private int _countedTo;
    private int _line = 1;

    private LocatedReader(ReadOnlySpan<byte> text)
    {
        _text = text;
        _reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static LocatedNode Read(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var reader = new LocatedReader(text.StartsWith(mark) ? text[mark.Length..] : text);
        reader._reader.Read();
        var root = reader.ReadValue();
        while (reader._reader.Read())
        {
            // Refuses whatever follows the value.
        }

        return root;
    }

    private LocatedNode ReadValue()
    {
        var line = Line();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(line),
            JsonTokenType.StartArray => ReadArray(line),
            JsonTokenType.String => new() { Kind = JsonValueKind.String, Line = line, Scalar = _reader.GetString() },
            JsonTokenType.Number => new() { Kind = JsonValueKind.Number, Line = line, Scalar = JsonNode.Parse(_reader.ValueSpan) },
            JsonTokenType.True => new() { Kind = JsonValueKind.True, Line = line, Scalar = true },
            JsonTokenType.False => new() { Kind = JsonValueKind.False, Line = line, Scalar = false },
            _ => new() { Kind = JsonValueKind.Null, Line = line },
        };
    }

    private LocatedNode ReadObject(int line)
    {
        List<LocatedProperty> properties = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, nameLine) = (_reader.GetString()!, Line());
            _reader.Read();
            properties.Add(new LocatedProperty(name, nameLine, ReadValue()));
        }

        return new LocatedNode { Kind = JsonValueKind.Object, Line = line, Properties = properties };
    }

    private LocatedNode ReadArray(int line)
    {
        List<LocatedNode> items = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue());
        }

        return new LocatedNode { Kind = JsonValueKind.Array, Line = line, Items = items };
    }

    private int Line()
    {
        var at = (int)_reader.TokenStartIndex;
        _line += _text[_countedTo..at].Count((byte)'\n');
        _countedTo = at;
        return _line;
    }
}
