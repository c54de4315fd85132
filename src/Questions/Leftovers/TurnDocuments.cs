using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Leftovers;

/// <summary>Makes the natural keys of a run's turns again.</summary>
internal sealed class TurnDocuments(RunId run, RunPlan plan)
{
    private readonly Dictionary<int, IReadOnlyList<IScenario>> _scenarios = [];

    /// <summary>Returns the documents that a turn creates, the last one first: the order in which they can be deleted.</summary>
    public IEnumerable<TurnDocument> Of(JournalTurn turn)
    {
        var key = new BatchKey(run, turn.Client, turn.Sequence);
        if (!_scenarios.TryGetValue(turn.Client, out var scenarios))
        {
            _scenarios[turn.Client] = scenarios = plan.ScenariosOf(turn.Client);
        }

        foreach (var scenario in scenarios)
        {
            for (var triple = scenario.TripleCount - 1; triple >= 0; triple--)
            {
                foreach (var document in Of(scenario, key, triple))
                {
                    yield return document;
                }
            }
        }
    }

    /// <summary>The parents that batches of a client reuse, that which was created last first.</summary>
    /// <param name="client">The client.</param>
    /// <param name="scenario">Position of the scenario in the plan, from 0.</param>
    public IEnumerable<TurnDocument> OfParents(int client, int scenario)
    {
        var of = plan.Scenarios[scenario].Scenario;
        for (var index = (of.Reused?.Count ?? 0) - 1; index >= 0; index--)
        {
            var text = new ArrayBufferWriter<byte>();
            of.Reused!.WriteNaturalKey(text, run, client, index);
            yield return new TurnDocument(
                of.Name,
                of.Reused.Triple(index),
                index,
                of.Reused.Resource(index),
                Encoding.UTF8.GetString(text.WrittenSpan));
        }
    }

    private static IEnumerable<TurnDocument> Of(IScenario scenario, BatchKey key, int triple)
    {
        var shape = scenario.TripleShape(triple);
        for (var operation = shape.Count - 1; operation >= 0; operation--)
        {
            if (shape.Op(operation) == OperationKind.Create)
            {
                var text = new ArrayBufferWriter<byte>();
                scenario.WriteNaturalKey(text, key, triple, operation);
                yield return new TurnDocument(
                    scenario.Name,
                    triple,
                    operation,
                    shape.Resource(operation),
                    Encoding.UTF8.GetString(text.WrittenSpan));
            }
        }
    }
}
