using System.Text.Json;

namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Refuses JSON that readers take differently or stumble over: a name twice in an object, lone surrogates, invalid UTF-8.
/// </summary>
internal static class StrictJson
{
    /// <summary>Checks a whole document.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="JsonException">It is not JSON, or holds one of these; the message says where.</exception>
    public static void Check(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(new HashSet<string>(StringComparer.OrdinalIgnoreCase));
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName when Text(ref reader) is var name && !names.Peek().Add(name):
                    throw new JsonException($"the name '{name}' appears twice in one object, at byte {reader.TokenStartIndex}");
                case JsonTokenType.String:
                    Text(ref reader);
                    break;
            }
        }
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException($"the text at byte {reader.TokenStartIndex} is not valid UTF-8 or UTF-16", exception);
        }
    }
}
