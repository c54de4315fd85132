using System.Buffers;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Scenarios;

/// <summary>Something that can be run: it knows what its batches look like and writes the next one.</summary>
/// <remarks>Safe for concurrent use: every call writes a batch from its key alone.</remarks>
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

    /// <summary>Why nothing of it may be sent: its documents might be others than the run's own. Null where that was ruled out.</summary>
    string? Unverified => null;

    /// <summary>The operations of one batch.</summary>
    /// <param name="key">Names the batch.</param>
    BatchShape ShapeOf(in BatchKey key) => Shape;

    /// <summary>Writes the request body, a JSON array in UTF-8, for one batch.</summary>
    /// <param name="body">Receives the bytes.</param>
    /// <param name="key">Names the batch; its natural keys are made from it.</param>
    /// <param name="poisoned">True to make the batch fail on purpose: an update then names a natural key that does not exist.</param>
    void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned);
}
