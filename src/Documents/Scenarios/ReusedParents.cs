using System.Buffers;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>The parents of a scenario that each client makes once: those of one triple after the other.</summary>
internal sealed class ReusedParents : IReusedParents
{
    private readonly TriplePool[] _pools;
    private readonly int _firstPlace;
    private readonly int _tripleBits;
    private readonly List<(int Triple, int Create, int Delete, string Resource)> _documents = [];

    /// <param name="pools">The scenario's triples, with the parents that are reused.</param>
    /// <param name="tripleCount">Triples in a batch.</param>
    /// <param name="firstPlace">Place of the first triple's parents among those of the client.</param>
    public ReusedParents(TriplePool[] pools, int tripleCount, int firstPlace)
    {
        _pools = pools;
        _firstPlace = firstPlace;
        _tripleBits = LocalKey.BitsFor(tripleCount);
        for (var triple = 0; triple < tripleCount; triple++)
        {
            if (Pool(triple).ReusedLayout is not { } layout)
            {
                continue;
            }

            for (var i = 0; i < layout.Operations.Count && layout.Step(i) is (OperationKind.Create, var document); i++)
            {
                _documents.Add((triple, i, layout.Find(OperationKind.Delete, document), layout.Operations[i].Resource));
            }
        }
    }

    public int Count => _documents.Count;

    public string Resource(int index) => _documents[index].Resource;

    public int Triple(int index) => _documents[index].Triple;

    public void WriteOperation(IBufferWriter<byte> body, RunId run, int client, int index, OperationKind op)
    {
        var (triple, create, delete, _) = _documents[index];
        var compiled = Compiled(client, triple);
        Write(body, compiled, compiled.Operation(op == OperationKind.Create ? create : delete).Whole, run, client, triple);
    }

    public void WriteNaturalKey(IBufferWriter<byte> body, RunId run, int client, int index)
    {
        var (triple, create, _, _) = _documents[index];
        var compiled = Compiled(client, triple);
        Write(body, compiled, compiled.Operation(create).NaturalKey, run, client, triple);
    }

    private void Write(IBufferWriter<byte> body, CompiledTriple compiled, in TextRange range, RunId run, int client, int triple)
    {
        Span<byte> buffer = stackalloc byte[TripleKeys.Size];
        var keys = TripleKeys.Of(buffer, new BatchKey(run, client, BatchKey.ReusedSequence), triple, _tripleBits, _firstPlace);
        body.Advance(compiled.Write(range, body.GetSpan(range.MaxLength), keys));
    }

    private TriplePool Pool(int triple) => _pools[triple % _pools.Length];

    private CompiledTriple Compiled(int client, int triple)
    {
        var pool = Pool(triple);
        return pool.Reused((int)((((uint)client * 0x9E3779B97F4A7C15UL) + (ulong)triple) % (ulong)pool.Count));
    }
}
