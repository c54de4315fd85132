using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads JSON with line numbers; comments and trailing commas are allowed.</summary>
internal ref struct LocatedReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly TemplateBudget _budget;
    private Utf8JsonReader _reader;
    private int _countedTo;
    private int _line = 1;
    private int _elements;
    private int _tokens;

    private LocatedReader(ReadOnlySpan<byte> text, TemplateBudget budget)
    {
        _text = text;
        _budget = budget;
        _reader = new Utf8JsonReader(
            text,
            new JsonReaderOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = TemplateBudget.MostDepth,
            });
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="JsonException">It is not JSON, or nested too deeply.</exception>
    /// <exception cref="TemplateLimitException">It has too many elements or tokens, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static LocatedNode Read(ReadOnlySpan<byte> text, TemplateBudget budget)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var reader = new LocatedReader(text.StartsWith(mark) ? text[mark.Length..] : text, budget);
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
        var line = Element();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(line),
            JsonTokenType.StartArray => ReadArray(line),
            JsonTokenType.String => new() { Kind = JsonValueKind.String, Line = line, Scalar = Text(line) },
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
            var (name, nameLine) = (_reader.GetString()!, Element());
            Require(
                name.Length <= TemplateBudget.LongestName,
                nameLine,
                $"a property's name has more than {TemplateBudget.LongestName} characters");
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

    private int Element()
    {
        var line = Line();
        _budget.Check(line);
        Require(
            ++_elements <= TemplateBudget.MostElements,
            line,
            string.Create(CultureInfo.InvariantCulture, $"the template has more than {TemplateBudget.MostElements:#,0} values and names"));
        return line;
    }

    private string Text(int line)
    {
        var text = _reader.GetString()!;
        _tokens += text.AsSpan().Count("{{");
        Require(
            _tokens <= TemplateBudget.MostTokens,
            line,
            string.Create(CultureInfo.InvariantCulture, $"the template has more than {TemplateBudget.MostTokens:#,0} tokens"));
        return text;
    }

    private static void Require(bool kept, int line, string problem)
    {
        if (!kept)
        {
            throw new TemplateLimitException(line, problem);
        }
    }

    private int Line()
    {
        var at = (int)_reader.TokenStartIndex;
        _line += _text[_countedTo..at].Count((byte)'\n');
        _countedTo = at;
        return _line;
    }
}
