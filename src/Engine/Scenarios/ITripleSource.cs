using System.Buffers;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Scenarios;

/// <summary>The documents of a scenario's triples one by one, for those who do not send them as a batch.</summary>
/// <remarks>Safe for concurrent use. A batch written from the same key holds exactly these documents.</remarks>
public interface ITripleSource
{
    /// <summary>The operations of one triple of a batch.</summary>
    /// <param name="triple">Position of the triple in the batch, from 0.</param>
    BatchShape TripleShape(int triple);

    /// <summary>Writes the document of a create or update in UTF-8; nothing for a delete.</summary>
    /// <param name="body">Receives the bytes.</param>
    /// <param name="key">Names the batch.</param>
    /// <param name="triple">Position of the triple in the batch, from 0.</param>
    /// <param name="operation">Position of the operation in the triple, from 0.</param>
    void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation);

    /// <summary>Writes the natural key of what an operation is about, as a JSON object in UTF-8, creates included.</summary>
    /// <inheritdoc cref="WriteDocument"/>
    void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation);
}
