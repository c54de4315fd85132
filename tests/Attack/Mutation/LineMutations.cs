using System.Text;

namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>Damage by lines, and by the fields in them.</summary>
internal static class LineMutations
{
    // A digit to Unicode and not to a file of ours; its two bytes, since fields are handled as bytes.
    private const string ArabicNine = "\u00d9\u00a9";

    private static readonly string[] Fields =
    [
        "", "-1", "0", "1", "2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e308", "-1e308", "1e309", "NaN", "Infinity", "-Infinity",
        ArabicNine, "True", "null", "\"", "\"\"", "\"a\r\nb\"", "=1+1", "0001-01-01T00:00:00.0000000+00:00", "9999-12-31T23:59:59.9999999+00:00", "2025-13-40", "x:y", "0:9223372036854775807",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("swap lines", Form.Lines, static (random, input, _) => OnLines(input, lines => (lines[random.Next(lines.Count)], lines[random.Next(lines.Count)]) is var (a, b) ? [.. lines.Select(l => ReferenceEquals(l, a) ? b : ReferenceEquals(l, b) ? a : l)] : lines)),
        new("repeat a line", Form.Lines, static (random, input, _) => OnLines(input, lines => { lines.Insert(random.Next(lines.Count + 1), lines[random.Next(lines.Count)]); return lines; })),
        new("drop a line", Form.Lines, static (random, input, _) => OnLines(input, lines => { lines.RemoveAt(random.Next(lines.Count)); return lines; })),
        new("an empty line", Form.Lines, static (random, input, _) => OnLines(input, lines => { lines.Insert(random.Next(lines.Count + 1), [(byte)'\n']); return lines; })),
        new("a line of another", Form.Lines, static (random, input, others) => Lines(others[random.Next(others.Count)]) is { Count: > 0 } other ? OnLines(input, lines => { lines.Insert(random.Next(lines.Count + 1), other[random.Next(other.Count)]); return lines; }) : input),
        new("an extreme field", Form.Fields, static (random, input, _) => OnFields(random, input, static (random, fields, i) => fields[i] = Fields[random.Next(Fields.Length)])),
        new("swap fields", Form.Fields, static (random, input, _) => OnFields(random, input, static (random, fields, i) => { var j = random.Next(fields.Length); (fields[i], fields[j]) = (fields[j], fields[i]); })),
    ];

    private static byte[] OnLines(byte[] input, Func<List<byte[]>, IReadOnlyList<byte[]>> change)
    {
        var lines = Lines(input);
        return lines.Count == 0 ? input : [.. change(lines).SelectMany(static l => l)];
    }

    /// <summary>Changes one field of one line, between commas where there are any, else between blanks.</summary>
    private static byte[] OnFields(Random random, byte[] input, Action<Random, string[], int> change) => OnLines(input, lines =>
    {
        var at = random.Next(lines.Count);
        var text = Encoding.Latin1.GetString(lines[at]); // keeps every byte as it is
        var end = text.Length - text.TrimEnd('\r', '\n').Length;
        var separator = text.Contains(',', StringComparison.Ordinal) ? ',' : ' ';
        var fields = text[..^end].Split(separator);
        change(random, fields, random.Next(fields.Length));
        lines[at] = Encoding.Latin1.GetBytes(string.Join(separator, fields) + text[^end..]);
        return lines;
    });

    private static List<byte[]> Lines(byte[] input)
    {
        var lines = new List<byte[]>();
        for (var from = 0; from < input.Length;)
        {
            var end = Array.IndexOf(input, (byte)'\n', from);
            var to = end < 0 ? input.Length : end + 1;
            lines.Add(input[from..to]);
            from = to;
        }

        return lines;
    }
}
