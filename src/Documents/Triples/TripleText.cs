using System.Text;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Collects the text of a triple and the places at which the natural key goes.</summary>
internal sealed class TripleText
{
    /// <summary>Stands for the natural key in the documents that recipes make.</summary>
    public const string KeyMarker = "{{key}}";

    private readonly List<byte> _text = [];
    private readonly List<int> _cuts = [];

    public TextRange Append(string json)
    {
        var (start, firstCut) = (_text.Count, _cuts.Count);
        var from = 0;
        for (var marker = Next(json, from); marker >= 0; marker = Next(json, from))
        {
            AppendLiteral(json.AsSpan(from, marker - from));
            _cuts.Add(_text.Count);
            from = marker + KeyMarker.Length;
        }

        AppendLiteral(json.AsSpan(from));
        return new TextRange(start, _text.Count, firstCut, _cuts.Count);
    }

    public CompiledTriple Compile(OperationText[] operations) => new([.. _text], [.. _cuts], operations);

    private static int Next(string json, int from) => json.IndexOf(KeyMarker, from, StringComparison.Ordinal);

    private void AppendLiteral(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        _text.AddRange(bytes);
    }
}
