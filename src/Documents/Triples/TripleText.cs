using System.Text;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Collects the text of a triple and the places at which the natural key goes.</summary>
/// <param name="reuse">False where parents that may be reused are made anew, so that their key is the triple's.</param>
internal sealed class TripleText(bool reuse)
{
    private readonly List<byte> _text = [];
    private readonly List<int> _cuts = [];
    private readonly List<KeyForm> _forms = [];

    public TextRange Append(string json)
    {
        var (start, firstCut) = (_text.Count, _cuts.Count);
        var from = 0;
        while (KeyMarkers.Next(json, from) is (var begin, var end, var form))
        {
            AppendLiteral(json.AsSpan(from, begin - from));
            _cuts.Add(_text.Count);
            _forms.Add(reuse ? form : OfTriple(form));
            from = end;
        }

        AppendLiteral(json.AsSpan(from));
        return new TextRange(start, _text.Count, firstCut, _cuts.Count);
    }

    public CompiledTriple Compile(OperationText[] operations) => new([.. _text], [.. _cuts], [.. _forms], operations);

    private static KeyForm OfTriple(KeyForm form) => form switch
    {
        KeyForm.ReusedWhole => KeyForm.Whole,
        KeyForm.ReusedShort => KeyForm.Short,
        KeyForm.ReusedNumber => KeyForm.Number,
        _ => form,
    };

    private void AppendLiteral(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        _text.AddRange(bytes);
    }
}
