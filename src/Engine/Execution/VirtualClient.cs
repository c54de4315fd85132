using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Execution;

/// <summary>One client of a run: takes its turn, sends what belongs to it, retries where that was asked for, and says what became of it. One turn at a time.</summary>
internal sealed class VirtualClient(RunContext run, int number) : IDisposable
{
    private const int PoisonEvery = 10;
    private readonly ITurn _turn = run.CreateTurn();
    private readonly ExchangeClient _client = run.CreateClient();
    private readonly ExchangeCancellation _cancellation = new(run.Plan.RequestTimeout, run.Clock.Time, run.CutOff);
    private long _sequence;

    public int Number => number;

    /// <summary>Turns begun so far.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Takes the next turn.</summary>
    /// <param name="scenario">What it consists of.</param>
    /// <param name="scheduled">Timestamp of the intended start; 0 for as soon as it is built.</param>
    /// <returns>The result of the turn's last request.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<BatchResult> SendAsync(IScenario scenario, long scheduled)
    {
        var sequence = ++_sequence;
        _turn.Begin(scenario, new BatchKey(run.RunId, number, sequence), run.Plan.FailDeliberately && sequence % PoisonEvery == 0);
        RunPhase? phase = null;
        BatchAnswer? answer = null;
        BatchResult? result = null;
        while (!(result is not null && run.CutOff.IsCancellationRequested) && _turn.TryNext(answer, out var request))
        {
            run.Sent();
            var first = run.Clock.Now;
            var intended = scheduled == 0 || scheduled > first ? first : scheduled; // timers may ring a little early, too
            phase ??= run.Phases.At(run.Clock.Seconds(intended));
            var attempts = 0;
            var unknown = false;
            BatchExchange exchange;
            for (var retries = 0; ; retries++)
            {
                (exchange, var made) = await SendOnceAsync(request.Exchange);
                attempts += made;
                if (retries >= run.Plan.RetryCount || !Retries.Worthwhile(exchange.Answer) || !await run.PauseAsync(Retries.Delay(exchange, retries)))
                {
                    break;
                }

                unknown |= exchange.Answer.Fate == BatchFate.Unknown;
            }

            answer = unknown ? Retries.AfterUnknown(exchange.Answer) : exchange.Answer;
            result = ResultBuilder.Build(Describe(scenario, request, exchange, phase.Value, intended, first, attempts), answer, run.Plan.KeepOperations);
            var firstByteMs = exchange.FirstByte == 0 ? (double?)null : run.Clock.Milliseconds(exchange.Started, exchange.FirstByte);
            run.Report(result, request.Exchange.Shape, firstByteMs, exchange.Ended);
            scheduled = 0; // what follows in the same turn is due as soon as it can be
        }

        return result!;
    }

    /// <summary>Sends a request once. What nobody thought of ends the run, but not before the request was counted.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(BatchExchange Exchange, int Attempts)> SendOnceAsync(ExchangeRequest request)
    {
        var started = run.Clock.Now;
        try
        {
            _cancellation.Arm();
            return await _client.SendAsync(request, _cancellation);
        }
        catch (Exception exception)
        {
            run.Broken(exception);
            return (new BatchExchange(Failures.OfClient(exception), started, 0, run.Clock.Now, null), 1);
        }
    }

    /// <summary>The requests of a turn belong to the phase in which the turn was due, so that metrics never see a part of a triple.</summary>
    private SentBatch Describe(IScenario scenario, in TurnRequest request, in BatchExchange exchange, RunPhase phase, long intended, long first, int attempts) => new()
    {
        RunId = run.RunIdText,
        Scenario = scenario.Name,
        Name = request.Name,
        Method = request.Exchange.Method.Method,
        Triples = request.Triples,
        Resource = request.Resource,
        Shape = request.Exchange.Shape,
        TestType = run.Plan.TestType,
        Client = number,
        Sequence = _sequence,
        Phase = phase == RunPhase.Measured && run.EndedBefore(exchange.Ended) ? RunPhase.Drain : phase,
        ScheduledAt = run.Clock.ToWallClock(intended),
        StartedAt = run.Clock.ToWallClock(first),
        ScheduledAfterMs = run.Clock.Milliseconds(run.Clock.Start, intended),
        ResponseTimeMs = run.Clock.Milliseconds(intended, exchange.Ended),
        ServiceTimeMs = run.Clock.Milliseconds(first, exchange.Ended),
        RequestBytes = request.Exchange.Body.Length,
        Attempts = attempts,
        Run = run.Run,
    };

    public void Dispose()
    {
        _cancellation.Dispose();
        _client.Dispose();
        _turn.Dispose();
    }
}
