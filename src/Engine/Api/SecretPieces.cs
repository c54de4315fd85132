namespace EdFi.BatchPerf.Api;

/// <summary>
/// Every eight bytes in a row of secrets, to find pieces of them in a text that was cut, or torn apart by a parser. Letters are the same in
/// either case.
/// </summary>
internal sealed class SecretPieces
{
    private const int Length = sizeof(ulong);
    private readonly HashSet<ulong> _pieces = [];

    /// <summary>Takes secrets in.</summary>
    /// <param name="secret">Bytes of one; a shorter one than eight bytes has no piece.</param>
    public void Add(ReadOnlySpan<byte> secret)
    {
        ulong piece = 0;
        for (var i = 0; i < secret.Length; i++)
        {
            piece = Next(piece, secret[i]);
            if (i >= Length - 1)
            {
                _pieces.Add(piece);
            }
        }
    }

    /// <summary>Overwrites every piece in a text with asterisks.</summary>
    /// <param name="text">Text whose characters stand for bytes (Latin-1).</param>
    /// <param name="shown">Its copy, of the same length, which is changed.</param>
    public void Overwrite(ReadOnlySpan<char> text, Span<char> shown)
    {
        ulong piece = 0;
        for (var i = 0; i < text.Length; i++)
        {
            piece = Next(piece, (byte)text[i]);
            if (i >= Length - 1 && _pieces.Contains(piece))
            {
                shown.Slice(i + 1 - Length, Length).Fill('*');
            }
        }
    }

    private static ulong Next(ulong piece, byte last) =>
        (piece << 8) | (last is >= (byte)'A' and <= (byte)'Z' ? (byte)(last | 0x20) : last);
}
