namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>The whole text of one triple in UTF-8, rendered once; only the natural key is inserted when it is written.</summary>
internal sealed class CompiledTriple
{
    private readonly byte[] _text;
    private readonly int[] _cuts;
    private readonly OperationText[] _operations;

    public CompiledTriple(byte[] text, int[] cuts, OperationText[] operations)
    {
        _text = text;
        _cuts = cuts;
        _operations = operations;
        Whole = new TextRange(0, text.Length, 0, cuts.Length);
    }

    /// <summary>All operations, separated by commas.</summary>
    public TextRange Whole { get; }

    public ref readonly OperationText Operation(int index) => ref _operations[index];

    /// <summary>Copies a stretch with the key inserted.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Write(in TextRange range, Span<byte> destination, ReadOnlySpan<byte> key)
    {
        var text = _text.AsSpan();
        var from = range.Start;
        var at = 0;
        foreach (var cut in _cuts.AsSpan(range.FirstCut, range.EndCut - range.FirstCut))
        {
            text[from..cut].CopyTo(destination[at..]);
            at += cut - from;
            key.CopyTo(destination[at..]);
            at += key.Length;
            from = cut;
        }

        text[from..range.End].CopyTo(destination[at..]);
        return at + range.End - from;
    }

    /// <summary>Copies all operations, one of them with a key that does not exist.</summary>
    /// <returns>The number of bytes written.</returns>
    public int WritePoisoned(Span<byte> destination, int operation, ReadOnlySpan<byte> key, ReadOnlySpan<byte> poison)
    {
        var at = 0;
        for (var i = 0; i < _operations.Length; i++)
        {
            if (i > 0)
            {
                destination[at++] = (byte)',';
            }

            at += Write(_operations[i].Whole, destination[at..], i == operation ? poison : key);
        }

        return at;
    }
}
