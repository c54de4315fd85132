using System.Buffers;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Reads a body that comes in chunks (RFC 9112, section 7.1), as its bytes come in. Extensions and trailers have to be well-formed, and are
/// left out.
/// </summary>
internal struct ChunkReader
{
    private const int LongestSizeLine = 16 * 1024;
    private const int MostDigits = 15; // fit into a long
    private LineTaker _lines;
    private Part _part;
    private long _left;

    private enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailers,
    }

    /// <summary>Begins with the next body.</summary>
    public void Begin() => Expect(Part.Size);

    /// <summary>
    /// Takes what is there; true when the body is whole. Takes no more than one byte beyond the limit: the caller looks whether the body is
    /// longer.
    /// </summary>
    /// <param name="bytes">Bytes of the answer from the first that was not taken yet; the rest after the call.</param>
    /// <param name="body">Buffer for the body.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="HttpIOException">InvalidResponse: these are no chunks; ConfigurationLimitExceeded: lines are too long.</exception>
    /// <exception cref="HttpRequestException">InvalidResponse: a trailer is no header.</exception>
    public bool Read(ref ReadOnlySpan<byte> bytes, BodyBuffer body, int most)
    {
        while (true)
        {
            if (_part == Part.Data)
            {
                TakeData(ref bytes, body, most);
                if (_left > 0)
                {
                    return false;
                }

                Expect(Part.DataEnd);
            }

            if (!_lines.TryTake(ref bytes, out var line))
            {
                return false;
            }

            if (_part == Part.Size)
            {
                _left = SizeOf(line);
                Expect(_left == 0 ? Part.Trailers : Part.Data);
            }
            else if (_part == Part.DataEnd)
            {
                Expect(line.IsEmpty ? Part.Size : throw Invalid("Received an invalid chunk terminator", line));
            }
            else if (line.IsEmpty)
            {
                return true;
            }
            else
            {
                FieldLine.Split(line, out _);
            }
        }
    }

    private void Expect(Part part)
    {
        _part = part;
        _lines.Begin(part == Part.Trailers ? AnswerLimit.HeadKilobytes * 1024 : LongestSizeLine);
    }

    private void TakeData(ref ReadOnlySpan<byte> bytes, BodyBuffer body, int most)
    {
        var part = bytes[..(int)Math.Min(Math.Min(_left, bytes.Length), most + 1 - body.Length)];
        body.Write(part);
        bytes = bytes[part.Length..];
        _left -= part.Length;
    }

    /// <summary>Hexadecimal digits, and possibly an extension after a semicolon.</summary>
    private static long SizeOf(ReadOnlySpan<byte> line)
    {
        var digits = 0;
        long size = 0;
        while (digits < line.Length && char.IsAsciiHexDigit((char)line[digits]))
        {
            size = digits < MostDigits ? (size * 16) + HexOf(line[digits]) : throw Unparsed(line);
            digits++;
        }

        if (digits == 0)
        {
            throw Unparsed(line);
        }

        var rest = line[digits..].TrimStart(" \t"u8);
        return rest.IsEmpty || (rest[0] == ';' && !FieldLine.HoldsBreak(rest)) ? size
            : throw Invalid("Received an invalid chunk extension", line[digits..]);
    }

    private static int HexOf(byte digit) => char.IsAsciiDigit((char)digit) ? digit - (byte)'0' : (digit | 0x20) - (byte)'a' + 10;

    private static HttpIOException Unparsed(ReadOnlySpan<byte> line) => Invalid("Received chunk header length could not be parsed", line);

    private static HttpIOException Invalid(string what, ReadOnlySpan<byte> bytes) =>
        new(HttpRequestError.InvalidResponse, $"{what}: '{FieldLine.Shown(bytes)}'.");
}
