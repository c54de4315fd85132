using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Running;

/// <summary>Deals scenarios to clients round-robin by weight.</summary>
internal sealed class ScenarioDeck
{
    private readonly IScenario[] _order;

    public ScenarioDeck(IReadOnlyList<ScenarioShare> shares, Func<IScenario, int> operationsOf)
    {
        var total = shares.Sum(static s => s.Weight);
        var credit = new int[shares.Count];
        _order = new IScenario[total];
        for (var i = 0; i < total; i++)
        {
            // Smooth weighted round-robin, as nginx deals its upstreams: even when the run stops in the middle of a round.
            var best = 0;
            for (var s = 0; s < credit.Length; s++)
            {
                credit[s] += shares[s].Weight;
                best = credit[s] > credit[best] ? s : best;
            }

            credit[best] -= total;
            _order[i] = shares[best].Scenario;
        }

        OperationsPerBatch = _order.Average(operationsOf);
    }

    /// <summary>Mean number of operations in a turn.</summary>
    public double OperationsPerBatch { get; }

    /// <summary>Scenarios in a round, weights counted.</summary>
    public int Count => _order.Length;

    public IScenario For(long number) => _order[(int)(number % _order.Length)];
}
