using System.Text;

namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>Damage that leaves JSON whole, or nearly so, and means something else.</summary>
internal static class JsonMutations
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "\"\"", "[]", "{}", "\"x\"", "[1]", "{\"a\":1}", "[null]", "\"0\"", "\"success\"", "1.0", "1e0",
    ];

    private static readonly string[] Numbers =
    [
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "2147483647", "2147483648",
        "-2147483648", "-1", "-0", "0.1",
        "1e308", "1e309", "-1e309", "1e-400", "1e99999999999", "123456789012345678901234567890", "NaN", "Infinity", "00", "1.", "0x10",
    ];

    // Half of a character beyond the 16-bit ones, in escapes and in bytes; bytes that UTF-8 forbids; what terminals and files act upon.
    private static readonly byte[][] Texts =
    [
        [.. "\\ud800"u8], [.. "\\udc00x"u8], [.. "\\ud800\\ud800"u8], [0xED, 0xA0, 0x80], [0xC3, 0x28], [0xFF],
        [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
        [.. "\\u0000"u8], [.. "\\u001b[31m"u8], [.. "\\r\\n"u8], [.. "=1+1"u8], [.. "../../../oauth/x?y="u8],
        [.. "://"u8], [.. "{{key}}"u8], [.. "\\\""u8], [0],
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("repeat a key", Form.Json, static (random, input, _) => RepeatKey(random, input)),
        new("drop a field or item", Form.Json, static (random, input, _) => Drop(random, input)),
        new("another value", Form.Json, static (random, input, _) => OnValue(random, input, Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]))),
        new("a value from elsewhere", Form.Json, static (random, input, _) => FromElsewhere(random, input)),
        new("an extreme number", Form.Json, static (random, input, _) => OnNumber(random, input)),
        new("hard text", Form.Json, static (random, input, _) => OnString(random, input, Texts[random.Next(Texts.Length)])),
        new("long text", Form.Json, static (random, input, _) => random.Next(20) == 0 ? OnString(random, input, Encoding.UTF8.GetBytes(new string('x', 20_000))) : input),
        new("deep nesting", Form.Json, static (random, input, _) => OnValue(random, input, Nested(random))),
        new("swap two values", Form.Json, static (random, input, _) => Swap(random, input)),
    ];

    private static byte[] Nested(Random random)
    {
        var depth = random.Next(3) == 0 ? random.Next(1_000, 5_000) : random.Next(60, 70);
        return Encoding.UTF8.GetBytes(random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
    }

    private static byte[] OnValue(Random random, byte[] input, byte[] value) =>
        JsonSpans.Of(input) is { Values.Count: > 0 } spans ? Put(input, spans.Values[random.Next(spans.Values.Count)].Range, value) : input;

    private static byte[] FromElsewhere(Random random, byte[] input)
    {
        var values = JsonSpans.Of(input).Values;
        return values.Count == 0 ? input : OnValue(random, input, input[values[random.Next(values.Count)].Range]);
    }

    private static byte[] OnNumber(Random random, byte[] input)
    {
        var numbers = JsonSpans.Of(input).Values.Where(static v => v.Kind == System.Text.Json.JsonTokenType.Number).ToList();
        return numbers.Count == 0 ? input : Put(input, numbers[random.Next(numbers.Count)].Range, Encoding.UTF8.GetBytes(Numbers[random.Next(Numbers.Length)]));
    }

    private static byte[] OnString(Random random, byte[] input, byte[] text)
    {
        var texts = JsonSpans.Of(input).Texts;
        if (texts.Count == 0)
        {
            return input;
        }

        var (from, to) = texts[random.Next(texts.Count)];
        return ByteMutations.Insert(input, random.Next(from, to + 1), text);
    }

    private static byte[] RepeatKey(Random random, byte[] input)
    {
        var spans = JsonSpans.Of(input);
        if (spans.Members.Count == 0)
        {
            return input;
        }

        var (key, value) = spans.Members[random.Next(spans.Members.Count)];
        var other = random.Next(2) == 0 ? value : spans.Values[random.Next(spans.Values.Count)].Range;
        byte[] repeated = [(byte)',', .. input[key], (byte)':', .. input[other]];
        return ByteMutations.Insert(input, value.End.Value, repeated);
    }

    private static byte[] Drop(Random random, byte[] input)
    {
        var spans = JsonSpans.Of(input);
        if (spans.Values.Count == 0)
        {
            return input;
        }

        var value = spans.Values[random.Next(spans.Values.Count)].Range;
        var (from, to) = (value.Start.Value, value.End.Value);
        if (random.Next(2) == 0 && spans.Members.Count > 0)
        {
            var (key, member) = spans.Members[random.Next(spans.Members.Count)];
            (from, to) = (key.Start.Value, member.End.Value);
        }

        var comma = to < input.Length && input[to] == ',' ? 1 : 0;
        from -= comma == 0 && from > 0 && input[from - 1] == ',' ? 1 : 0;
        return [.. input.AsSpan(0, from), .. input.AsSpan(to + comma)];
    }

    private static byte[] Swap(Random random, byte[] input)
    {
        var values = JsonSpans.Of(input).Values;
        if (values.Count < 2)
        {
            return input;
        }

        var (first, second) = (values[random.Next(values.Count)].Range, values[random.Next(values.Count)].Range);
        if (first.Start.Value > second.Start.Value)
        {
            (first, second) = (second, first);
        }

        return first.End.Value > second.Start.Value ? input
            : [.. input[..first.Start], .. input[second], .. input[first.End..second.Start], .. input[first], .. input[second.End..]];
    }

    private static byte[] Put(byte[] input, Range range, ReadOnlySpan<byte> value) => [.. input[..range.Start], .. value, .. input[range.End..]];
}
