using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>A stretch of a compiled text, with the places in it at which the natural key is inserted.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">After the last byte.</param>
/// <param name="FirstCut">First insertion.</param>
/// <param name="EndCut">After the last insertion.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextRange(int Start, int End, int FirstCut, int EndCut)
{
    /// <summary>Most bytes that it can take with the longest key.</summary>
    public int MaxLength => End - Start + ((EndCut - FirstCut) * EdFi.BatchPerf.Scenarios.BatchKey.MaxLength);
}
