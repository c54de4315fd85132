using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Jobs.Parents;

/// <summary>The parents that one client's batches of one scenario reuse, and how many of them are there.</summary>
/// <param name="run">The run.</param>
/// <param name="client">The client's number in the whole plan.</param>
/// <param name="position">Position of the scenario in the plan, from 0.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="earlier">True where an earlier part of the run may have left any of them.</param>
internal sealed class ParentSet(RunId run, int client, int position, IScenario scenario, bool earlier)
{
    private readonly IReusedParents _parents = scenario.Reused!;
    private readonly List<int> _left = [];
    private int _mostThere;

    /// <summary>The client's number in the whole plan.</summary>
    public int Client => client;

    /// <summary>Position of the scenario in the plan, from 0.</summary>
    public int Position => position;

    /// <summary>The scenario's name.</summary>
    public string Scenario => scenario.Name;

    /// <summary>Documents that it consists of.</summary>
    public int Count => _parents.Count;

    /// <summary>Operations of the scenario's own batches.</summary>
    public int UsualBatch => scenario.Shape.Count;

    /// <summary>True when its documents were written down, so that some of them may be there.</summary>
    public bool Begun { get; set; }

    /// <summary>The first documents, so many of them, are known to be there.</summary>
    public int There
    {
        get;
        set => (field, _mostThere) = (value, Math.Max(_mostThere, value));
    }

    /// <summary>Number of documents that are or may be on the server.</summary>
    public int Remaining => There + _left.Count + Unknown;

    /// <summary>Positions of the documents that are or may be on the server.</summary>
    public IEnumerable<int> RemainingDocuments =>
        Enumerable.Range(0, There).Concat(_left).Concat(Enumerable.Range(_mostThere, Unknown));

    /// <summary>Number of documents, after the last one known to be created, that may be on the server.</summary>
    public int Unknown { get; set; } = earlier ? scenario.Reused!.Count : 0;

    /// <summary>Positions of the documents of the last batch of creates, as long as its answer has not come.</summary>
    public IReadOnlyList<int> Unanswered { get; private set; } = [];

    /// <summary>A batch of creates is sent: the next documents behind those that are there.</summary>
    public void Send(int count)
    {
        Unanswered = [.. Enumerable.Range(There, count)];
        Unknown = Math.Max(Unknown, count);
    }

    /// <summary>Notes that every batch was answered: further documents can only be those of an earlier part of the run.</summary>
    public void Settle()
    {
        Unanswered = [];
        Unknown = earlier ? Count - There : 0;
    }

    /// <summary>
    /// Notes that the documents of the batch without an answer were deleted, as far as they were there. Where none was, the batch may be
    /// carried out still, also where its connection broke: they stay unknown.
    /// </summary>
    /// <param name="deleted">How many of them were there and are deleted.</param>
    /// <param name="left">Positions of those that stay.</param>
    public void SettleUnanswered(int deleted, IReadOnlyCollection<int> left)
    {
        if (deleted + left.Count > 0)
        {
            Settle();
        }

        Unanswered = [];
        _left.AddRange(left);
    }

    /// <summary>Notes that the last documents were deleted, except for some that stay.</summary>
    /// <param name="count">Number of documents.</param>
    /// <param name="left">Those that stay.</param>
    public void Deleted(int count, IEnumerable<int> left)
    {
        There -= count;
        _left.AddRange(left);
    }

    /// <summary>A batch of operations.</summary>
    /// <param name="op">Create or Delete.</param>
    /// <param name="documents">Positions of the documents, in the order of the operations.</param>
    public (ReadOnlyMemory<byte> Body, BatchShape Shape) Batch(OperationKind op, IReadOnlyList<int> documents)
    {
        var body = new ArrayBufferWriter<byte>();
        for (var i = 0; i < documents.Count; i++)
        {
            body.Write(i == 0 ? "["u8 : ","u8);
            _parents.WriteOperation(body, run, client, documents[i], op);
        }

        body.Write("]"u8);
        return (body.WrittenMemory, new BatchShape([.. documents.Select(index => (op, _parents.Resource(index)))]));
    }

    /// <summary>The resource and natural key of a document, for messages.</summary>
    public string Describe(int index)
    {
        var key = new ArrayBufferWriter<byte>();
        _parents.WriteNaturalKey(key, run, client, index);
        return $"{_parents.Resource(index)} {Encoding.UTF8.GetString(key.WrittenSpan)}";
    }
}
