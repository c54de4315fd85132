using System.Buffers;

namespace EdFi.BatchPerf.Scenarios;

/// <summary>
/// Parents that are made once for each client of a load, before its first batch, and to which all its batches of a scenario refer; a set of
/// them for each triple of a batch. The content of a document follows from run, client and its position alone.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IReusedParents
{
    /// <summary>Documents of one client, 1 or more.</summary>
    int Count { get; }

    /// <summary>The endpoint segment of a document.</summary>
    /// <param name="index">Position among the client's documents, from 0, in the order in which they are created.</param>
    string Resource(int index);

    /// <summary>The triple whose batches refer to a document, from 0.</summary>
    /// <inheritdoc cref="Resource"/>
    int Triple(int index);

    /// <summary>Writes the operation of a batch that creates or deletes a document, a JSON object in UTF-8.</summary>
    /// <param name="body">Receives the bytes.</param>
    /// <param name="run">The run.</param>
    /// <param name="client">The client, 0 to 99,999.</param>
    /// <param name="index">Position among the client's documents, from 0.</param>
    /// <param name="op">Create or Delete.</param>
    void WriteOperation(IBufferWriter<byte> body, RunId run, int client, int index, OperationKind op);

    /// <summary>Writes the natural key of a document, as a JSON object in UTF-8.</summary>
    /// <param name="body">Receives the bytes.</param>
    /// <param name="run">The run.</param>
    /// <param name="client">The client, 0 to 99,999.</param>
    /// <param name="index">Position among the client's documents, from 0.</param>
    void WriteNaturalKey(IBufferWriter<byte> body, RunId run, int client, int index);
}
