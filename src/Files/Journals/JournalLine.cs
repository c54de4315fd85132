using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// A line of a journal and its checksum: <c>r 0 1 8 120 *5f3a09bc</c>. The checksum is the CRC-32C (Castagnoli) of the text, begun with the
/// one of the line before it, so that a line that was changed, lost, doubled or moved shows, and not only itself but whatever follows.
/// </summary>
internal static class JournalLine
{
    private const int Digits = 8;
    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Space, asterisk and the checksum in hexadecimal digits.</summary>
    public const int MarkLength = Digits + 2;

    /// <summary>The bytes of a line with its line feed.</summary>
    /// <param name="text">Text of the line, without checksum and line feed.</param>
    /// <param name="chain">Checksum of the line before, 0 for the first; becomes that of this line.</param>
    public static byte[] Write(string text, ref uint chain)
    {
        chain = Checksum(chain, Encoding.UTF8.GetBytes(text));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text} *{chain:x8}\n"));
    }

    /// <summary>Puts the checksum and the line feed behind a line, where nothing must be allocated.</summary>
    /// <param name="line">The line, and room for <see cref="MarkLength"/> bytes and the line feed behind it.</param>
    /// <param name="length">Bytes of the line.</param>
    /// <param name="chain">As of <see cref="Write"/>.</param>
    /// <returns>Bytes of the whole.</returns>
    public static int Seal(Span<byte> line, int length, ref uint chain)
    {
        chain = Checksum(chain, line[..length]);
        System.Text.Unicode.Utf8.TryWrite(line[length..], CultureInfo.InvariantCulture, $" *{chain:x8}\n", out var mark);
        return length + mark;
    }

    /// <summary>True for a line that ends as one with a checksum does, whether or not it is right.</summary>
    public static bool HasMark(ReadOnlySpan<byte> line) => line.Length >= MarkLength && IsMark(line[^MarkLength..]);

    /// <summary>True where such a mark is anywhere in it: a line with text behind one was not cut off.</summary>
    public static bool HoldsMark(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at + MarkLength <= line.Length; at++)
        {
            if (IsMark(line.Slice(at, MarkLength)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the checksum off a line and compares it with the line's text.</summary>
    /// <param name="line">The line, without its line feed.</param>
    /// <param name="chain">Checksum of the line before; becomes that of this line where it is right.</param>
    /// <returns>Text of the line, without its checksum; empty where the checksum is missing or wrong.</returns>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> line, ref uint chain)
    {
        if (!HasMark(line))
        {
            return [];
        }

        var text = line[..^MarkLength];
        var found = Checksum(chain, text);
        if (!uint.TryParse(line[^Digits..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var noted) || noted != found)
        {
            return [];
        }

        chain = found;
        return text;
    }

    private static uint Checksum(uint chain, ReadOnlySpan<byte> text)
    {
        var sum = ~chain;
        foreach (var b in text)
        {
            sum = BitOperations.Crc32C(sum, b);
        }

        return ~sum;
    }

    private static bool IsMark(ReadOnlySpan<byte> mark) =>
        mark[0] == (byte)' ' && mark[1] == (byte)'*' && mark[2..].IndexOfAnyExcept(Hexadecimal) < 0;
}
