using System.Buffers;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Scenarios;

/// <summary>A scenario that can be run: it knows the form of its batches and writes the next one.</summary>
/// <remarks>
/// Safe for concurrent use: every call writes from the batch's key alone. The documents of triples, for runs that do not send them as a
/// batch, are exactly those of the batch written from the same key.
/// </remarks>
public interface IScenario
{
    /// <summary>The name of the harness's class, for example <c>StudentBatchVolumeTest</c>.</summary>
    string Name { get; }

    /// <summary>The name under which its requests are counted, for example <c>students-batch-10</c>.</summary>
    string RequestName { get; }

    /// <summary>The endpoint segment that it is about; <c>students+sections</c> where there are several.</summary>
    string Resource { get; }

    /// <summary>Triples in a batch, 1 or more.</summary>
    int TripleCount { get; }

    /// <summary>The operations of every batch of this scenario; of the largest where they differ.</summary>
    BatchShape Shape { get; }

    /// <summary>Reason why nothing of it may be sent: its documents might not be the run's own. Null once that was ruled out.</summary>
    string? Unverified => null;

    /// <summary>Parents that each client needs before its first batch; null for none.</summary>
    IReusedParents? Reused => null;

    /// <summary>
    /// Its documents that only a number marks as the run's own: the ranges of such numbers are checked against the server before anything
    /// is sent. A scenario that wraps another one has those of the other.
    /// </summary>
    IReadOnlyCollection<NumberedDocument> Numbered { get; }

    /// <summary>The operations of one batch.</summary>
    /// <param name="key">Names the batch.</param>
    BatchShape ShapeOf(in BatchKey key) => Shape;

    /// <summary>Writes the request body, a JSON array in UTF-8, for one batch.</summary>
    /// <param name="body">Receives the bytes.</param>
    /// <param name="key">Names the batch; its natural keys are made from it.</param>
    /// <param name="poisoned">True to make the batch fail on purpose: an update then names a natural key that does not exist.</param>
    void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned);

    /// <summary>The operations of one triple of a batch.</summary>
    /// <param name="triple">Position of the triple in the batch, from 0.</param>
    BatchShape TripleShape(int triple);

    /// <summary>Writes the document of a create or update in UTF-8; nothing for a delete.</summary>
    /// <param name="body">Receives the bytes.</param>
    /// <param name="key">Names the batch.</param>
    /// <param name="triple">Position of the triple in the batch, from 0.</param>
    /// <param name="operation">Position of the operation in the triple, from 0.</param>
    void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation);

    /// <summary>Writes the natural key of an operation's document, as a JSON object in UTF-8, creates included.</summary>
    /// <inheritdoc cref="WriteDocument"/>
    void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation);
}
