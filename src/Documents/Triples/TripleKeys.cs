using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>
/// The natural key of one triple, and that of the parents which it reuses, in the forms that its documents need; in a buffer of the
/// caller's.
/// </summary>
internal readonly ref struct TripleKeys
{
    /// <summary>Bytes of the buffer.</summary>
    public const int Size = 2 * OfOne;

    /// <summary>Bytes of one key in all its forms.</summary>
    private const int OfOne = BatchKey.MaxLength + (2 * LocalKey.Length);

    private TripleKeys(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> others, ReadOnlySpan<byte> reusedWhole, ReadOnlySpan<byte> reusedOthers)
    {
        Whole = whole;
        Others = others;
        ReusedWhole = reusedWhole;
        ReusedOthers = reusedOthers;
    }

    /// <summary>The whole key.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>The short key and the number behind it; empty where no document has them.</summary>
    private ReadOnlySpan<byte> Others { get; }

    /// <summary>The whole key of reused parents; empty where there are none.</summary>
    private ReadOnlySpan<byte> ReusedWhole { get; }

    private ReadOnlySpan<byte> ReusedOthers { get; }

    /// <summary>The key in one form.</summary>
    public ReadOnlySpan<byte> this[KeyForm form] => form switch
    {
        KeyForm.Short => Others[..LocalKey.Length],
        KeyForm.Number => Others[LocalKey.Length..],
        KeyForm.ReusedWhole => ReusedWhole,
        KeyForm.ReusedShort => ReusedOthers[..LocalKey.Length],
        KeyForm.ReusedNumber => ReusedOthers[LocalKey.Length..],
        _ => Whole,
    };

    /// <summary>Writes the forms.</summary>
    /// <param name="buffer"><see cref="Size"/> bytes, which the result refers to.</param>
    /// <param name="key">The batch.</param>
    /// <param name="triple">Position of the triple.</param>
    /// <param name="tripleBits">Bits for positions; 0 where only the whole key is needed.</param>
    /// <param name="firstReused">Place of the first triple's reused parents among those of the client; null where none are reused.</param>
    public static TripleKeys Of(Span<byte> buffer, in BatchKey key, int triple, int tripleBits, int? firstReused = null)
    {
        var whole = buffer[..key.Format(buffer, triple)];
        if (tripleBits == 0)
        {
            return new TripleKeys(whole, default, default, default);
        }

        var others = buffer[BatchKey.MaxLength..OfOne];
        Write(others, LocalKey.Of(key, triple, tripleBits));
        if (firstReused is not { } first)
        {
            return new TripleKeys(whole, others, default, default);
        }

        var reused = buffer[OfOne..];
        var reusedOthers = reused[BatchKey.MaxLength..];
        Write(reusedOthers, LocalKey.OfReused(key.Run, key.Client, first + triple));
        var length = new BatchKey(key.Run, key.Client, BatchKey.ReusedSequence).Format(reused, first + triple);
        return new TripleKeys(whole, others, reused[..length], reusedOthers);
    }

    private static void Write(Span<byte> others, in LocalKey local)
    {
        local.WriteText(others);
        local.WriteNumber(others[LocalKey.Length..]);
    }
}
