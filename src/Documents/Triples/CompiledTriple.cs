namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>The whole text of one triple in UTF-8, rendered once; only the natural key is inserted when it is written.</summary>
internal sealed class CompiledTriple
{
    private readonly byte[] _text;
    private readonly int[] _cuts;
    private readonly KeyForm[]? _forms;
    private readonly OperationText[] _operations;

    public CompiledTriple(byte[] text, int[] cuts, KeyForm[] forms, OperationText[] operations)
    {
        _text = text;
        _cuts = cuts;
        _forms = Array.TrueForAll(forms, static f => f == KeyForm.Whole) ? null : forms;
        _operations = operations;
        Whole = new TextRange(0, text.Length, 0, cuts.Length);
    }

    /// <summary>All operations, separated by commas.</summary>
    public TextRange Whole { get; }

    /// <summary>True where other forms of the key than the whole one are inserted.</summary>
    public bool HasOtherForms => _forms is not null;

    public ref readonly OperationText Operation(int index) => ref _operations[index];

    /// <summary>Copies a stretch with the key inserted.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Write(in TextRange range, Span<byte> destination, in TripleKeys keys) =>
        _forms is null ? Write(range, destination, keys.Whole) : Write(range, destination, keys, _forms);

    private int Write(in TextRange range, Span<byte> destination, ReadOnlySpan<byte> key)
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

    private int Write(in TextRange range, Span<byte> destination, in TripleKeys keys, KeyForm[] forms)
    {
        var text = _text.AsSpan();
        var from = range.Start;
        var at = 0;
        for (var i = range.FirstCut; i < range.EndCut; i++)
        {
            var cut = _cuts[i];
            text[from..cut].CopyTo(destination[at..]);
            at += cut - from;
            var key = keys[forms[i]];
            key.CopyTo(destination[at..]);
            at += key.Length;
            from = cut;
        }

        text[from..range.End].CopyTo(destination[at..]);
        return at + range.End - from;
    }

    /// <summary>Copies all operations, one of them with a key that does not exist.</summary>
    /// <returns>The number of bytes written.</returns>
    public int WritePoisoned(Span<byte> destination, int operation, in TripleKeys keys, in TripleKeys poison)
    {
        var at = 0;
        for (var i = 0; i < _operations.Length; i++)
        {
            if (i > 0)
            {
                destination[at++] = (byte)',';
            }

            at += Write(_operations[i].Whole, destination[at..], i == operation ? poison : keys);
        }

        return at;
    }
}
