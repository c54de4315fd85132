using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Execution;

/// <summary>One client of a run: builds a batch, sends it, retries where that was asked for, and says what became of it. One batch at a time.</summary>
internal sealed class VirtualClient(RunContext run, int number) : IDisposable
{
    private const int PoisonEvery = 10;
    private readonly BodyBuffer _body = new();
    private readonly BatchClient _client = run.CreateClient();
    private readonly ExchangeCancellation _cancellation = new(run.Plan.RequestTimeout, run.Clock.Time, run.CutOff);
    private long _sequence;

    public int Number => number;

    /// <summary>Batches begun so far.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Builds and sends the next batch.</summary>
    /// <param name="scenario">What it consists of.</param>
    /// <param name="scheduled">Timestamp of the intended start; 0 for as soon as it is built.</param>
    public async ValueTask<BatchResult> SendAsync(IScenario scenario, long scheduled)
    {
        var sequence = ++_sequence;
        _body.Clear();
        scenario.Write(_body, new BatchKey(run.RunId, number, sequence), run.Plan.FailDeliberately && sequence % PoisonEvery == 0);
        run.Sent();
        var first = run.Clock.Now;
        var intended = scheduled == 0 ? first : scheduled;
        var attempts = 0;
        BatchExchange exchange;
        for (var retries = 0; ; retries++)
        {
            _cancellation.Arm();
            (exchange, var made) = await _client.PostAsync(_body.Written, scenario.Shape, run.Plan.KeepOperations, _cancellation);
            attempts += made;
            if (retries >= run.Plan.RetryCount || !Retries.Worthwhile(exchange.Answer) || !await run.PauseAsync(Retries.Delay(exchange, retries)))
            {
                break;
            }
        }

        var result = ResultBuilder.Build(run, this, scenario, exchange, intended, first, _body.Written.Length, attempts);
        var firstByteMs = exchange.FirstByte == 0 ? (double?)null : run.Clock.Milliseconds(exchange.Started, exchange.FirstByte);
        run.Report(result, scenario.Shape, firstByteMs);
        return result;
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _client.Dispose();
        _body.Dispose();
    }
}
