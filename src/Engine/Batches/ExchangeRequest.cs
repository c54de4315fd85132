using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Batches;

/// <summary>One HTTP request of the load, and the judge of its answer.</summary>
/// <param name="Method">POST, PUT or DELETE.</param>
/// <param name="Url">URL of the request.</param>
/// <param name="Body">Its body in UTF-8; empty for none.</param>
/// <param name="Shape">The operations that it consists of.</param>
/// <param name="Judge">Judges the answer.</param>
/// <param name="KeepIds">True to keep the ids of a committed batch.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExchangeRequest(
    HttpMethod Method,
    Uri Url,
    ReadOnlyMemory<byte> Body,
    BatchShape Shape,
    IAnswerJudge Judge,
    bool KeepIds)
{
    /// <summary>Its trace; null where it is not traced, as most are.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>A batch.</summary>
    public static ExchangeRequest Batch(Uri url, ReadOnlyMemory<byte> body, BatchShape shape, bool keepIds) =>
        new(HttpMethod.Post, url, body, shape, BatchJudge.Instance, keepIds);
}
