using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>
/// Makes batches of a scenario's shape in which every operation is about a document of its own: created documents are never deleted, and
/// updated and deleted ones are prepared beforehand. Three batch keys name the three sorts.
/// </summary>
internal sealed class TestBatchWriter(IScenario scenario, RunId run)
{
    private long _sequence;

    public TestBatch Write()
    {
        var batch = new TestBatch();
        var (created, updated, deleted) = (NextKey(), NextKey(), NextKey());
        for (var triple = 0; triple < scenario.TripleCount; triple++)
        {
            AddTriple(batch, created, updated, deleted, triple);
        }

        return batch;
    }

    /// <summary>The text that only keys of this test contain; null for a key that does not.</summary>
    public string? UniqueIn(string naturalKey) => LocalKey.UniqueIn(run, naturalKey);

    /// <summary>A natural key of this test that is used for nothing else.</summary>
    public string UnusedKey() => NextKey().Format(0);

    /// <summary>Adds creates until the batch has a number of operations.</summary>
    public void FillUp(TestBatch batch, int operations)
    {
        while (true)
        {
            var key = NextKey();
            for (var triple = 0; triple < scenario.TripleCount; triple++)
            {
                foreach (var operation in Steps(triple, OperationKind.Create))
                {
                    if (batch.Operations.Count >= operations)
                    {
                        return;
                    }

                    AddCreate(batch, key, triple, operation, operation);
                }
            }
        }
    }

    /// <summary>An update, or delete, of a document that does not exist, of the resource that an operation is about.</summary>
    public BatchOperation Missing(BatchOperation instead, out string key)
    {
        for (var triple = 0; triple < scenario.TripleCount; triple++)
        {
            var shape = scenario.TripleShape(triple);
            foreach (var operation in Enumerable.Range(0, shape.Count).Where(
                i => shape.Resource(i) == instead.Resource && shape.Op(i) != OperationKind.Delete))
            {
                var unused = NextKey();
                key = KeyOf(unused, triple, operation);
                return instead.Op == OperationKind.Delete
                    ? new BatchOperation { Op = OperationKind.Delete, Resource = instead.Resource, NaturalKey = key }
                    : new BatchOperation
                    {
                        Op = OperationKind.Update,
                        Resource = instead.Resource,
                        NaturalKey = key,
                        Document = DocumentOf(unused, triple, operation),
                    };
            }
        }

        throw new InvalidOperationException($"No operation of {scenario.Name} is about {instead.Resource}.");
    }

    private void AddTriple(TestBatch batch, in BatchKey created, in BatchKey updated, in BatchKey deleted, int triple)
    {
        var shape = scenario.TripleShape(triple);
        int[] creates = [.. Steps(triple, OperationKind.Create)];
        var update = Steps(triple, OperationKind.Update).First();
        for (var i = 0; i < shape.Count; i++)
        {
            var index = batch.Operations.Count;
            switch (shape.Op(i))
            {
                case OperationKind.Create:
                    AddCreate(batch, created, triple, i, depth: i);
                    break;
                case OperationKind.Update:
                    AddUpdate(batch, updated, triple, i, creates);
                    break;
                default:
                    var key = KeyOf(deleted, triple, i);
                    batch.Operations.Add(new BatchOperation { Op = OperationKind.Delete, Resource = shape.Resource(i), NaturalKey = key });

                    // Parents are deleted in the reverse of their creation.
                    var depth = shape.Count - 1 - i;
                    batch.Documents.Add(new TestDocument
                    {
                        Resource = shape.Resource(i),
                        NaturalKey = key,
                        Unique = UniqueIn(key),
                        Index = index,
                        Op = OperationKind.Delete,
                        Depth = depth,
                        Prepared = DocumentOf(deleted, triple, creates[depth]),
                        OtherVersion = depth == creates.Length - 1 ? DocumentOf(deleted, triple, update) : null,
                    });
                    break;
            }
        }
    }

    private void AddCreate(TestBatch batch, in BatchKey key, int triple, int operation, int depth)
    {
        var resource = scenario.TripleShape(triple).Resource(operation);
        var naturalKey = KeyOf(key, triple, operation);
        batch.Documents.Add(
            new TestDocument
            {
                Resource = resource,
                NaturalKey = naturalKey,
                Unique = UniqueIn(naturalKey),
                Index = batch.Operations.Count,
                Op = OperationKind.Create,
                Depth = depth,
            });
        batch.Operations.Add(
            new BatchOperation { Op = OperationKind.Create, Resource = resource, Document = DocumentOf(key, triple, operation) });
    }

    private void AddUpdate(TestBatch batch, in BatchKey key, int triple, int operation, int[] creates)
    {
        var shape = scenario.TripleShape(triple);
        for (var parent = 0; parent < creates.Length - 1; parent++)
        {
            var parentKey = KeyOf(key, triple, creates[parent]);
            batch.Documents.Add(
                new TestDocument
                {
                    Resource = shape.Resource(creates[parent]),
                    NaturalKey = parentKey,
                    Unique = UniqueIn(parentKey),
                    Depth = parent,
                    Prepared = DocumentOf(key, triple, creates[parent]),
                });
        }

        var naturalKey = KeyOf(key, triple, operation);
        var prepared = DocumentOf(key, triple, creates[^1]);
        var document = DocumentOf(key, triple, operation);
        batch.Documents.Add(new TestDocument
        {
            Resource = shape.Resource(operation),
            NaturalKey = naturalKey,
            Unique = UniqueIn(naturalKey),
            Index = batch.Operations.Count,
            Op = OperationKind.Update,
            Depth = creates.Length - 1,
            Prepared = prepared,
            OtherVersion = document,
            Expected = !JsonNode.DeepEquals(JsonNode.Parse(prepared), JsonNode.Parse(document)),
        });
        batch.Operations.Add(
            new BatchOperation
            {
                Op = OperationKind.Update,
                Resource = shape.Resource(operation),
                NaturalKey = naturalKey,
                Document = document,
            });
    }

    private IEnumerable<int> Steps(int triple, OperationKind op)
    {
        var shape = scenario.TripleShape(triple);
        return Enumerable.Range(0, shape.Count).Where(i => shape.Op(i) == op);
    }

    private BatchKey NextKey() => new(run, 0, ++_sequence);

    private string KeyOf(in BatchKey key, int triple, int operation)
    {
        var text = new ArrayBufferWriter<byte>();
        scenario.WriteNaturalKey(text, key, triple, operation);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private string DocumentOf(in BatchKey key, int triple, int operation)
    {
        var text = new ArrayBufferWriter<byte>();
        scenario.WriteDocument(text, key, triple, operation);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
