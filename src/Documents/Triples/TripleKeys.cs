using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>The natural key of one triple in the forms that its documents need, in a buffer of the caller's.</summary>
internal readonly ref struct TripleKeys
{
    /// <summary>Bytes of the buffer.</summary>
    public const int Size = BatchKey.MaxLength + (2 * LocalKey.Length);

    private TripleKeys(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> others)
    {
        Whole = whole;
        Others = others;
    }

    /// <summary>The whole key.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>The short key and the number behind it; empty where no document has them.</summary>
    private ReadOnlySpan<byte> Others { get; }

    /// <summary>The key in one form.</summary>
    public ReadOnlySpan<byte> this[KeyForm form] => form switch
    {
        KeyForm.Short => Others[..LocalKey.Length],
        KeyForm.Number => Others[LocalKey.Length..],
        _ => Whole,
    };

    /// <summary>Writes the forms.</summary>
    /// <param name="buffer"><see cref="Size"/> bytes, which the result refers to.</param>
    /// <param name="key">The batch.</param>
    /// <param name="triple">Position of the triple.</param>
    /// <param name="tripleBits">Bits for positions; 0 where only the whole key is needed.</param>
    public static TripleKeys Of(Span<byte> buffer, in BatchKey key, int triple, int tripleBits)
    {
        var whole = buffer[..key.Format(buffer, triple)];
        if (tripleBits == 0)
        {
            return new TripleKeys(whole, default);
        }

        var others = buffer[BatchKey.MaxLength..];
        var local = LocalKey.Of(key, triple, tripleBits);
        local.WriteText(others);
        local.WriteNumber(others[LocalKey.Length..]);
        return new TripleKeys(whole, others);
    }
}
