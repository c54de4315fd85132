using System.Text.Json;

namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>Where the values, texts and members of some JSON lie, as far as it can be read.</summary>
internal sealed class JsonSpans
{
    public List<(Range Range, JsonTokenType Kind)> Values { get; } = [];

    /// <summary>Begin and end of what lies between quotes, names included.</summary>
    public List<(int From, int To)> Texts { get; } = [];

    public List<(Range Key, Range Value)> Members { get; } = [];

    /// <summary>Reads from the first brace or bracket on, comments passed over.</summary>
    public static JsonSpans Of(byte[] input)
    {
        var spans = new JsonSpans();
        var start = input.AsSpan().IndexOfAny((byte)'{', (byte)'[');
        if (start >= 0)
        {
            try
            {
                spans.Read(input, start);
            }
            catch (JsonException)
            {
                // What was read so far is what can be damaged with sense.
            }
        }

        return spans;
    }

    private void Read(byte[] input, int start)
    {
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowMultipleValues = true };
        var reader = new Utf8JsonReader(input.AsSpan(start), options);
        var open = new Stack<(int Start, JsonTokenType Kind, Range? Key)>();
        Range? key = null;
        while (reader.Read())
        {
            var (from, to) = (start + (int)reader.TokenStartIndex, start + (int)reader.BytesConsumed);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var length = reader.ValueSpan.Length;
                    key = from..(from + length + 2);
                    Texts.Add((from + 1, from + 1 + length));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((from, reader.TokenType, key));
                    key = null;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var (began, kind, name) = open.Pop();
                    Add(began..to, kind, name);
                    key = null;
                    break;
                default:
                    if (reader.TokenType == JsonTokenType.String)
                    {
                        Texts.Add((from + 1, to - 1));
                    }

                    Add(from..to, reader.TokenType, key);
                    key = null;
                    break;
            }
        }
    }

    private void Add(Range range, JsonTokenType kind, Range? key)
    {
        Values.Add((range, kind));
        if (key is { } name)
        {
            Members.Add((name, range));
        }
    }
}
