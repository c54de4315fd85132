using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Turns;

/// <summary>A turn of one request: a batch.</summary>
internal sealed class BatchTurn(Uri url, bool keepIds) : ITurn
{
    private readonly BodyBuffer _body = new();
    private IScenario? _scenario;
    private BatchShape? _shape;

    public void Begin(IScenario scenario, in BatchKey key, bool poisoned)
    {
        _body.Clear();
        scenario.Write(_body, key, poisoned);
        _scenario = scenario;
        _shape = scenario.ShapeOf(key);
    }

    public bool TryNext(BatchAnswer? last, out TurnRequest request)
    {
        if (_scenario is not { } scenario)
        {
            request = default;
            return false;
        }

        _scenario = null;
        request = new TurnRequest(
            ExchangeRequest.Batch(url, _body.Written, _shape!, keepIds),
            scenario.RequestName,
            scenario.Resource,
            scenario.TripleCount);
        return true;
    }

    public TurnSubject? Subject => null;

    public (int Triple, int Operation, string Id)? Created(BatchAnswer answer) => null;

    public void WindDown()
    {
        // a batch is all or nothing
    }

    public bool MayHaveLeft(BatchAnswer? last) => last?.Fate == BatchFate.Unknown;

    public void Rest(bool answered) => _body.Release(answered);

    public void Dispose() => _body.Dispose();
}
