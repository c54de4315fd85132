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
    public int There { get; set; }

    /// <summary>Documents behind those that the server did not let be deleted.</summary>
    public int Left { get; set; }

    /// <summary>Documents that are or may be on the server.</summary>
    public int Remaining => There + Left + Unknown;

    /// <summary>Documents behind those of which it is not known whether they are there.</summary>
    public int Unknown { get; set; } = earlier ? scenario.Reused!.Count : 0;

    /// <summary>All that was sent is answered: behind those that are there are only such as an earlier part of the run left.</summary>
    public void Settle() => Unknown = earlier ? Count - There : 0;

    /// <summary>A batch of operations on neighbouring documents: creates in order, deletes in reverse.</summary>
    /// <param name="op">Create or Delete.</param>
    /// <param name="from">The first document.</param>
    /// <param name="count">Number of documents.</param>
    public (ReadOnlyMemory<byte> Body, BatchShape Shape) Batch(OperationKind op, int from, int count)
    {
        var body = new ArrayBufferWriter<byte>();
        int[] order = [.. Enumerable.Range(from, count)];
        if (op == OperationKind.Delete)
        {
            Array.Reverse(order);
        }

        for (var i = 0; i < order.Length; i++)
        {
            body.Write(i == 0 ? "["u8 : ","u8);
            _parents.WriteOperation(body, run, client, order[i], op);
        }

        body.Write("]"u8);
        return (body.WrittenMemory, new BatchShape([.. order.Select(index => (op, _parents.Resource(index)))]));
    }

    /// <summary>The resource and natural key of a document, for messages.</summary>
    public string Describe(int index)
    {
        var key = new ArrayBufferWriter<byte>();
        _parents.WriteNaturalKey(key, run, client, index);
        return $"{_parents.Resource(index)} {Encoding.UTF8.GetString(key.WrittenSpan)}";
    }
}
