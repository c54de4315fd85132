using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>
/// Header blocks of HTTP/2 (HPACK, RFC 7541) as far as a rehearsal needs them: requests without Huffman codes and entries of a dynamic
/// table, as .NET's client sends them, and answers with a content type that the client's dynamic table keeps, as servers send them.
/// </summary>
internal static class HeaderBlock
{
    private const int MethodGet = 2;
    private const int MethodPost = 3;
    private const int PathRoot = 4;
    private const int PathIndex = 5;
    private const byte Status = 8;
    private const byte ContentLength = 28;
    private const byte ContentType = 31;
    private const byte Location = 46;
    private const int LastStatic = 61;

    /// <summary>First byte of a header whose value every table already has.</summary>
    private const byte Indexed = 0x80;

    /// <summary>First byte of a header whose value the client's table is to keep.</summary>
    private const byte Kept = 0x40;

    /// <summary>Largest number in the first byte of a header whose value no table keeps.</summary>
    private const byte LastOfShort = 0x0F;

    /// <summary>Reads the head of a request.</summary>
    /// <param name="block">The whole block.</param>
    /// <returns>True for POST, and the path; null for what the rehearsal does not send.</returns>
    public static (bool IsPost, string Path)? Read(ReadOnlySpan<byte> block)
    {
        var (isPost, path) = (false, "/");
        while (!block.IsEmpty)
        {
            var first = block[0];
            var bits = first >= Indexed ? 7 : first >= Kept ? 6 : first >= 0x20 ? 5 : 4;
            if (!TryTakeNumber(ref block, bits, out var index) || (bits != 5 && index > LastStatic))
            {
                return null;
            }

            if (bits == 5)
            {
                continue; // a size of the dynamic table, which stays empty
            }

            ReadOnlySpan<byte> value = default;
            if (bits < 7 && ((index == 0 && !TryTakeText(ref block, out _)) || !TryTakeText(ref block, out value)))
            {
                return null;
            }

            if (index is MethodGet or MethodPost)
            {
                isPost = bits == 7 ? index == MethodPost : value.SequenceEqual("POST"u8);
            }
            else if (index is PathRoot or PathIndex && bits < 7)
            {
                path = Encoding.UTF8.GetString(value);
            }
        }

        return (isPost, path);
    }

    /// <summary>Writes the head of an answer.</summary>
    /// <param name="block">Where to.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="first">True for the first answer with a body on its connection.</param>
    /// <param name="sized">True to give the body's length.</param>
    public static void Write(IBufferWriter<byte> block, StandInAnswer answer, bool first, bool sized)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Status is 200 or 204)
        {
            block.Write([(byte)(Indexed | (answer.Status == 200 ? Status : Status + 1))]);
        }
        else
        {
            WriteHeader(block, Status, answer.Status.ToString(CultureInfo.InvariantCulture));
        }

        if (answer.Location is { } location)
        {
            WriteHeader(block, Location, location);
        }

        if (answer.Body.IsEmpty)
        {
            return;
        }

        if (first)
        {
            block.Write([(byte)(Kept | ContentType)]);
            WriteText(block, StandInAnswer.ContentType);
        }
        else
        {
            block.Write([(byte)(Indexed | (LastStatic + 1))]);
        }

        if (sized)
        {
            WriteHeader(block, ContentLength, answer.Body.Length.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteHeader(IBufferWriter<byte> block, byte name, string value)
    {
        block.Write([Math.Min(name, LastOfShort)]);
        if (name >= LastOfShort)
        {
            block.Write([(byte)(name - LastOfShort)]);
        }

        WriteText(block, value);
    }

    private static void WriteText(IBufferWriter<byte> block, string text)
    {
        const int most = 0x7F;
        var left = Encoding.UTF8.GetByteCount(text);
        block.Write([(byte)Math.Min(left, most)]);
        if (left >= most)
        {
            for (left -= most; left > most; left >>= 7)
            {
                block.Write([(byte)(0x80 | (left & most))]);
            }

            block.Write([(byte)left]);
        }

        Encoding.UTF8.GetBytes(text, block);
    }

    /// <summary>Takes a number that begins in the lower bits of the first byte (RFC 7541, 5.1).</summary>
    private static bool TryTakeNumber(scoped ref ReadOnlySpan<byte> block, int bits, out int number)
    {
        const int farthest = 14; // a head is shorter than 2^21 bytes
        var most = (1 << bits) - 1;
        number = block[0] & most;
        block = block[1..];
        if (number < most)
        {
            return true;
        }

        for (var shift = 0; shift <= farthest && !block.IsEmpty; shift += 7)
        {
            var part = block[0];
            block = block[1..];
            number += (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a text; false where it is cut off, or in a Huffman code.</summary>
    private static bool TryTakeText(scoped ref ReadOnlySpan<byte> block, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (block.IsEmpty || block[0] >= 0x80 || !TryTakeNumber(ref block, bits: 7, out var length) || length > block.Length)
        {
            return false;
        }

        text = block[..length];
        block = block[length..];
        return true;
    }
}
