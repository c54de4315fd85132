using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Turns;

/// <summary>The requests that take the place of a batch, triple by triple: the same for all clients of a run.</summary>
internal sealed class TripleSteps
{
    private readonly ResourcePaths _resources;
    private readonly Dictionary<IScenario, TripleStep[][]> _steps;

    /// <param name="resources">URLs of the single-resource endpoints.</param>
    /// <param name="scenarios">Scenarios of the run.</param>
    /// <param name="delete">True where documents are deleted at the end of their triple.</param>
    public TripleSteps(ResourcePaths resources, IEnumerable<IScenario> scenarios, bool delete)
    {
        _resources = resources;
        Delete = delete;
        _steps = scenarios.Distinct().ToDictionary(
            static s => s,
            s => Enumerable.Range(0, s.TripleCount).Select(t => Steps(s.TripleShape(t), delete)).ToArray());
    }

    /// <summary>True where documents are deleted at the end of their triple.</summary>
    public bool Delete { get; }

    /// <summary>Names and methods under which requests are counted, each once.</summary>
    public IReadOnlyList<RequestName> Names =>
        [.. _steps.Values.SelectMany(static s => s).SelectMany(static s => s).Select(static s => s.RequestName).Distinct()];

    /// <summary>The steps of a scenario's triples.</summary>
    public TripleStep[][] Of(IScenario scenario) => _steps[scenario];

    private TripleStep[] Steps(BatchShape shape, bool delete)
    {
        var steps = new List<TripleStep>();
        var open = new Stack<int>();
        var documents = 0;
        for (var i = 0; i < shape.Count; i++)
        {
            var op = shape.Op(i);
            if (op == OperationKind.Create)
            {
                open.Push(documents++);
            }

            if (delete || op != OperationKind.Delete)
            {
                steps.Add(Step(op, shape.Resource(i), op == OperationKind.Delete ? open.Pop() : open.Peek()));
            }
        }

        return [.. steps];
    }

    private TripleStep Step(OperationKind op, string resource, int document)
    {
        var method = op switch { OperationKind.Create => HttpMethod.Post, OperationKind.Update => HttpMethod.Put, _ => HttpMethod.Delete };
        var collection = _resources.Of(resource);
        var name = op == OperationKind.Create ? collection.AbsolutePath : collection.AbsolutePath + "/{id}";
        return new TripleStep(op, method, collection, name, new BatchShape([(op, resource)]), document);
    }
}
