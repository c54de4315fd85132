using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Contention;

/// <summary>
/// A scenario whose batches collide with those of other clients. What a batch consists of follows from its key alone, as it does without
/// contention: the shared natural keys are those of a client that no run has, so that they too can be derived from the run's id.
/// </summary>
internal sealed class ContendedScenario : IIdentifiedScenario
{
    /// <summary>zzzz in base 36: one more than the clients that a run can have.</summary>
    public const int SharedClient = 1_679_615;

    private readonly TripleScenario _inner;
    private readonly ContentionOptions _options;
    private readonly byte[][] _parents;
    private readonly BatchShape[] _shapes;

    public ContendedScenario(TripleScenario inner, ContentionOptions options)
    {
        _inner = inner;
        _options = options;
        _parents =
        [
            .. options.Parents.Select(
                static p => Encoding.UTF8.GetBytes(
                    $$"""{"op":"update","resource":"{{p.Resource}}","naturalKey":{{p.NaturalKey}},"document":{{p.Document}}}""")),
        ];
        _shapes = [.. from reversed in new[] { false, true } from parents in new[] { false, true } select ShapeOf(reversed, parents)];
        Shape = _shapes[Has(ContentionKind.SharedParents) ? 1 : 0];
    }

    public string Name => _inner.Name;

    public string RequestName => _inner.RequestName;

    public string Resource => _inner.Resource;

    public int TripleCount => _inner.TripleCount;

    public string? Unverified => _inner.Unverified;

    public IReusedParents? Reused => _inner.Reused;

    public IReadOnlyCollection<NumberedDocument> Numbered => _inner.Numbered;

    public ServerIdentities Identities => _inner.Identities;

    /// <summary>The largest of its batches.</summary>
    public BatchShape Shape { get; }

    public BatchShape ShapeOf(in BatchKey key) => _shapes[(IsReversed(key) ? 2 : 0) + (UpdatesParents(key) ? 1 : 0)];

    public void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned)
    {
        var (reversed, parents) = (IsReversed(key), UpdatesParents(key));
        var separator = (byte)'[';
        if (parents && !reversed)
        {
            WriteParents(body, reversed, ref separator);
        }

        for (var i = 0; i < TripleCount; i++)
        {
            var triple = reversed ? TripleCount - 1 - i : i;
            Put(body, separator);
            separator = (byte)',';
            _inner.WriteTriple(body, KeyOf(key, triple), triple, poisoned);
        }

        if (parents && reversed)
        {
            WriteParents(body, reversed, ref separator);
        }

        Put(body, (byte)']');
    }

    public BatchShape TripleShape(int triple) => _inner.TripleShape(triple);

    public void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) =>
        _inner.WriteDocument(body, KeyOf(key, triple), triple, operation);

    public void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) =>
        _inner.WriteNaturalKey(body, KeyOf(key, triple), triple, operation);

    /// <summary>The key of a triple: the batch's own, or the one that all clients share.</summary>
    private BatchKey KeyOf(in BatchKey key, int triple) =>
        Has(ContentionKind.OverlappingKeys) && Drawn(key, triple + 3) ? new BatchKey(key.Run, SharedClient, 0) : key;

    private bool IsReversed(in BatchKey key) => Has(ContentionKind.OppositeOrder) && key.Client % 2 == 1 && Drawn(key, 1);

    private bool UpdatesParents(in BatchKey key) => Has(ContentionKind.SharedParents) && Drawn(key, 2);

    private bool Has(ContentionKind kind) => _options.Kinds.HasFlag(kind);

    // SplitMix64: spreads as random numbers do, and gives the same value when the batch is derived again.
    private bool Drawn(in BatchKey key, int salt)
    {
        var x = ((ulong)(uint)key.Client << 40) ^ ((ulong)key.Sequence << 12) ^ (uint)salt;
        x = unchecked((x + 0x9E3779B97F4A7C15UL) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 30)) * 0x94D049BB133111EBUL);
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53)) < _options.Share;
    }

    private void WriteParents(IBufferWriter<byte> body, bool reversed, ref byte separator)
    {
        if (_parents.Length == 0)
        {
            throw new InvalidOperationException("The shared parents have not been read, so they cannot be updated to what they are.");
        }

        for (var i = 0; i < _parents.Length; i++)
        {
            Put(body, separator);
            separator = (byte)',';
            body.Write(_parents[reversed ? _parents.Length - 1 - i : i]);
        }
    }

    private BatchShape ShapeOf(bool reversed, bool parents)
    {
        var triples = Enumerable.Range(0, TripleCount).Select(i => reversed ? TripleCount - 1 - i : i)
            .Select(_inner.TripleShape)
            .SelectMany(static shape => Enumerable.Range(0, shape.Count).Select(i => (shape.Op(i), shape.Resource(i))));
        var updates = parents ? SharedParents.Resources.Select(static r => (OperationKind.Update, r)) : [];
        return new BatchShape([.. reversed ? triples.Concat(updates.Reverse()) : updates.Concat(triples)]);
    }

    private static void Put(IBufferWriter<byte> body, byte character)
    {
        body.GetSpan(1)[0] = character;
        body.Advance(1);
    }
}
