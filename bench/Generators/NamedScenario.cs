using System.Buffers;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>A scenario under another request name, so that a run has as many names as are asked for.</summary>
internal sealed class NamedScenario(IScenario inner, int number) : IScenario
{
    public string Name => $"{inner.Name}{number}";

    public string RequestName => $"{inner.RequestName}-{number}";

    public string Resource => inner.Resource;

    public int TripleCount => inner.TripleCount;

    public BatchShape Shape => inner.Shape;

    public IReadOnlyCollection<NumberedDocument> Numbered => inner.Numbered;

    public BatchShape ShapeOf(in BatchKey key) => inner.ShapeOf(key);

    public void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned) => inner.Write(body, key, poisoned);

    public BatchShape TripleShape(int triple) => inner.TripleShape(triple);

    public void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) =>
        inner.WriteDocument(body, key, triple, operation);

    public void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) =>
        inner.WriteNaturalKey(body, key, triple, operation);
}
