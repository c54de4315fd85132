using System.Runtime.CompilerServices;
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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<BatchResult> SendAsync(IScenario scenario, long scheduled)
    {
        var sequence = ++_sequence;
        _body.Clear();
        scenario.Write(_body, new BatchKey(run.RunId, number, sequence), run.Plan.FailDeliberately && sequence % PoisonEvery == 0);
        run.Sent();
        var first = run.Clock.Now;
        var intended = scheduled == 0 || scheduled > first ? first : scheduled; // timers may ring a little early, too
        var attempts = 0;
        var unknown = false;
        BatchExchange exchange;
        for (var retries = 0; ; retries++)
        {
            (exchange, var made) = await PostAsync(scenario);
            attempts += made;
            if (retries >= run.Plan.RetryCount || !Retries.Worthwhile(exchange.Answer) || !await run.PauseAsync(Retries.Delay(exchange, retries)))
            {
                break;
            }

            unknown |= exchange.Answer.Fate == BatchFate.Unknown;
        }

        var answer = unknown ? Retries.AfterUnknown(exchange.Answer) : exchange.Answer;
        var result = ResultBuilder.Build(Describe(scenario, exchange, intended, first, attempts), answer, run.Plan.KeepOperations);
        var firstByteMs = exchange.FirstByte == 0 ? (double?)null : run.Clock.Milliseconds(exchange.Started, exchange.FirstByte);
        run.Report(result, scenario.Shape, firstByteMs, exchange.Ended);
        return result;
    }

    /// <summary>Sends the body once. What nobody thought of ends the run, but not before the batch was counted.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(BatchExchange Exchange, int Attempts)> PostAsync(IScenario scenario)
    {
        var started = run.Clock.Now;
        try
        {
            _cancellation.Arm();
            return await _client.PostAsync(_body.Written, scenario.Shape, run.Plan.KeepOperations, _cancellation);
        }
        catch (Exception exception)
        {
            run.Broken(exception);
            return (new BatchExchange(Failures.OfClient(exception), started, 0, run.Clock.Now, null), 1);
        }
    }

    private SentBatch Describe(IScenario scenario, in BatchExchange exchange, long intended, long first, int attempts)
    {
        var phase = run.Phases.At(run.Clock.Seconds(intended));
        return new SentBatch
        {
            RunId = run.RunIdText,
            Scenario = scenario.Name,
            Name = scenario.RequestName,
            Resource = scenario.Resource,
            Shape = scenario.Shape,
            TestType = run.Plan.TestType,
            Client = number,
            Sequence = _sequence,
            Phase = phase == RunPhase.Measured && run.EndedBefore(exchange.Ended) ? RunPhase.Drain : phase,
            ScheduledAt = run.Clock.ToWallClock(intended),
            StartedAt = run.Clock.ToWallClock(first),
            ScheduledAfterMs = run.Clock.Milliseconds(run.Clock.Start, intended),
            ResponseTimeMs = run.Clock.Milliseconds(intended, exchange.Ended),
            ServiceTimeMs = run.Clock.Milliseconds(first, exchange.Ended),
            RequestBytes = _body.Written.Length,
            Attempts = attempts,
            Run = run.Run,
        };
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _client.Dispose();
        _body.Dispose();
    }
}
