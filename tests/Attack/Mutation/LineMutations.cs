using System.Text;

namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>Damage by lines, and by the fields in them.</summary>
internal static class LineMutations
{
    // A digit to Unicode and not to a file of ours; its two bytes, since fields are handled as bytes.
    private const string ArabicNine = "\u00d9\u00a9";

    private static readonly string[] Fields =
    [
        "", "-1", "0", "1", "2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
        "1e308", "-1e308", "1e309", "NaN", "Infinity", "-Infinity",
        ArabicNine, "True", "null", "\"", "\"\"", "\"a\r\nb\"", "=1+1",
        "0001-01-01T00:00:00.0000000+00:00", "9999-12-31T23:59:59.9999999+00:00", "2025-13-40", "x:y", "0:9223372036854775807",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("swap lines", Form.Lines, static (random, input, _) => OnLines(random, input, SwapLines)),
        new("repeat a line", Form.Lines, static (random, input, _) => OnLines(random, input, static (r, lines) => Insert(r, lines, lines[r.Next(lines.Count)]))),
        new("drop a line", Form.Lines, static (random, input, _) => OnLines(random, input, static (r, lines) => lines.RemoveAt(r.Next(lines.Count)))),
        new("an empty line", Form.Lines, static (random, input, _) => OnLines(random, input, static (r, lines) => Insert(r, lines, "\n"u8.ToArray()))),
        new("a line of another", Form.Lines, static (random, input, others) => FromAnother(random, input, Lines(others[random.Next(others.Count)]))),
        new("an extreme field", Form.Fields, static (random, input, _) => OnFields(random, input, static (r, fields, i) => fields[i] = Fields[r.Next(Fields.Length)])),
        new("swap fields", Form.Fields, static (random, input, _) => OnFields(random, input, SwapFields)),
    ];

    private static void SwapLines(Random random, List<byte[]> lines)
    {
        var (i, j) = (random.Next(lines.Count), random.Next(lines.Count));
        (lines[i], lines[j]) = (lines[j], lines[i]);
    }

    private static void SwapFields(Random random, string[] fields, int i)
    {
        var j = random.Next(fields.Length);
        (fields[i], fields[j]) = (fields[j], fields[i]);
    }

    private static void Insert(Random random, List<byte[]> lines, byte[] line) => lines.Insert(random.Next(lines.Count + 1), line);

    private static byte[] FromAnother(Random random, byte[] input, List<byte[]> other) =>
        other.Count == 0 ? input : OnLines(random, input, (r, lines) => Insert(r, lines, other[r.Next(other.Count)]));

    private static byte[] OnLines(Random random, byte[] input, Action<Random, List<byte[]>> change)
    {
        var lines = Lines(input);
        if (lines.Count == 0)
        {
            return input;
        }

        change(random, lines);
        return [.. lines.SelectMany(static l => l)];
    }

    /// <summary>Changes one field of one line, between commas where there are any, else between blanks.</summary>
    private static byte[] OnFields(Random random, byte[] input, Action<Random, string[], int> change) => OnLines(random, input, (r, lines) =>
    {
        var at = r.Next(lines.Count);
        var text = Encoding.Latin1.GetString(lines[at]); // keeps every byte as it is
        var end = text.Length - text.TrimEnd('\r', '\n').Length;
        var separator = text.Contains(',', StringComparison.Ordinal) ? ',' : ' ';
        var fields = text[..^end].Split(separator);
        change(r, fields, r.Next(fields.Length));
        lines[at] = Encoding.Latin1.GetBytes(string.Join(separator, fields) + text[^end..]);
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
