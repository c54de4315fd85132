using System.Buffers;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>Writes batches from pools of compiled triples; with several pools the triples alternate.</summary>
internal sealed class TripleScenario : IIdentifiedScenario
{
    private readonly TriplePool[] _pools;
    private readonly int _poolSize;
    private readonly int _poisonedTriple;
    private readonly int _tripleBits;
    private readonly int? _firstReused;

    /// <param name="definition">The scenario.</param>
    /// <param name="pools">Its triples.</param>
    /// <param name="tripleCount">Triples in a batch.</param>
    /// <param name="firstReused">Place of its reused parents among those of a client.</param>
    public TripleScenario(ScenarioDefinition definition, TriplePool[] pools, int tripleCount, int firstReused)
    {
        if (Array.Exists(pools, static p => p.ReusedLayout is not null))
        {
            _firstReused = firstReused;
            Reused = new ReusedParents(pools, tripleCount, firstReused);
        }

        _pools = pools;
        _poolSize = pools[0].Count;
        _poisonedTriple = tripleCount / 2;
        _tripleBits = Array.Exists(pools, static p => p.HasOtherForms) ? LocalKey.BitsFor(tripleCount) : 0;
        Name = definition.Name;
        Resource = definition.Resource;
        TripleCount = tripleCount;
        RequestName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{definition.RequestPrefix}-batch-{tripleCount}");
        Shape = new BatchShape([.. Enumerable.Range(0, tripleCount).SelectMany(t => Pool(t).Layout.Operations)]);
    }

    public string Name { get; }

    public string RequestName { get; }

    public string Resource { get; }

    public int TripleCount { get; }

    public BatchShape Shape { get; }

    public string? Unverified { get; init; }

    public IReusedParents? Reused { get; }

    public IReadOnlyCollection<NumberedDocument> Numbered { get; init; } = [];

    public ServerIdentities Identities { get; init; } = ServerIdentities.BuiltIn;

    public void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned)
    {
        Span<byte> buffer = stackalloc byte[TripleKeys.Size];
        var entry = FirstEntry(key);
        for (var triple = 0; triple < TripleCount; triple++)
        {
            var pool = Pool(triple);
            var compiled = pool[entry];
            entry = entry + 1 == _poolSize ? 0 : entry + 1;
            var destination = body.GetSpan(compiled.Whole.MaxLength + 1);
            destination[0] = triple == 0 ? (byte)'[' : (byte)',';
            var keys = KeysOf(buffer, key, triple);
            var length = poisoned && triple == _poisonedTriple
                ? WritePoisoned(compiled, pool.Layout, destination[1..], key, keys)
                : compiled.Write(compiled.Whole, destination[1..], keys);
            body.Advance(length + 1);
        }

        body.GetSpan(1)[0] = (byte)']';
        body.Advance(1);
    }

    /// <summary>Writes one triple without the brackets of a batch, for scenarios that choose the key of each triple.</summary>
    public void WriteTriple(IBufferWriter<byte> body, in BatchKey key, int triple, bool poisoned)
    {
        Span<byte> buffer = stackalloc byte[TripleKeys.Size];
        var compiled = Entry(key, triple);
        var destination = body.GetSpan(compiled.Whole.MaxLength);
        var keys = KeysOf(buffer, key, triple);
        body.Advance(poisoned && triple == _poisonedTriple
            ? WritePoisoned(compiled, Pool(triple).Layout, destination, key, keys)
            : compiled.Write(compiled.Whole, destination, keys));
    }

    public BatchShape TripleShape(int triple) => Pool(triple).Layout.Shape;

    public void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation)
    {
        var compiled = Entry(key, triple);
        Write(body, compiled, compiled.Operation(operation).Document, key, triple);
    }

    public void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation)
    {
        var compiled = Entry(key, triple);
        Write(body, compiled, compiled.Operation(operation).NaturalKey, key, triple);
    }

    private void Write(IBufferWriter<byte> body, CompiledTriple compiled, in TextRange range, in BatchKey key, int triple)
    {
        if (range.End > range.Start)
        {
            Span<byte> buffer = stackalloc byte[TripleKeys.Size];
            body.Advance(compiled.Write(range, body.GetSpan(range.MaxLength), KeysOf(buffer, key, triple)));
        }
    }

    private TripleKeys KeysOf(Span<byte> buffer, in BatchKey key, int triple) =>
        TripleKeys.Of(buffer, key, triple, _tripleBits, _firstReused);

    // The key after the last triple's: only this batch could create it, so it never exists, whatever other runs do.
    private int WritePoisoned(
        CompiledTriple compiled,
        TripleLayout layout,
        Span<byte> destination,
        in BatchKey key,
        in TripleKeys keys)
    {
        Span<byte> buffer = stackalloc byte[TripleKeys.Size];
        return compiled.WritePoisoned(destination, layout.UpdateIndex, keys, KeysOf(buffer, key, TripleCount));
    }

    private TriplePool Pool(int triple) => _pools.Length == 1 ? _pools[0] : _pools[triple % _pools.Length];

    private CompiledTriple Entry(in BatchKey key, int triple) => Pool(triple)[(FirstEntry(key) + triple) % _poolSize];

    private int FirstEntry(in BatchKey key)
        => (int)((((uint)key.Client * 0x9E3779B97F4A7C15UL) + ((ulong)key.Sequence * (ulong)TripleCount)) % (ulong)_poolSize);
}
