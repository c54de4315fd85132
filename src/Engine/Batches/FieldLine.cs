using System.Buffers;
using System.Text;

namespace EdFi.BatchPerf.Batches;

/// <summary>Splits a line of a head or of trailers into name and value (RFC 9112, section 5), and says what is wrong with one.</summary>
internal static class FieldLine
{
    private const int MostShown = 200;

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static readonly SearchValues<byte> OfNames =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>Returns the name.</summary>
    /// <param name="line">A line that is not empty, without its end.</param>
    /// <param name="value">The value, without blanks around it.</param>
    /// <exception cref="HttpRequestException">InvalidResponse: it is none, or goes on with the line before it.</exception>
    public static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t' || HoldsBreak(line))
        {
            throw Invalid("header line", line);
        }

        var name = line[..colon];
        if (name.ContainsAnyExcept(OfNames))
        {
            throw Invalid("header name", name);
        }

        value = Trim(line[(colon + 1)..]);
        return name;
    }

    /// <summary>True where a CR or NUL stands within a line, which could be taken for its end.</summary>
    public static bool HoldsBreak(ReadOnlySpan<byte> line) => line.ContainsAny((byte)'\r', (byte)0);

    /// <summary>Leaves blanks and tabs at both ends out.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);

    /// <summary>Takes the next item of a list between commas, without blanks around it.</summary>
    public static ReadOnlySpan<byte> TakeItem(ref ReadOnlySpan<byte> list)
    {
        var comma = list.IndexOf((byte)',');
        var item = comma < 0 ? list : list[..comma];
        list = comma < 0 ? default : list[(comma + 1)..];
        return Trim(item);
    }

    /// <summary>The answer is not HTTP.</summary>
    /// <param name="what">What is wrong: <c>status line</c>.</param>
    /// <param name="bytes">The wrong bytes, of which the start is shown.</param>
    public static HttpRequestException Invalid(string what, ReadOnlySpan<byte> bytes) =>
        new(HttpRequestError.InvalidResponse, $"Received an invalid {what}: '{Shown(bytes)}'.");

    /// <summary>The start of bytes, for a message.</summary>
    public static string Shown(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= MostShown ? Encoding.Latin1.GetString(bytes) : Encoding.Latin1.GetString(bytes[..MostShown]) + "…";
}
