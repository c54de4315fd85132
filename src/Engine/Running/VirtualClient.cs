using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// One client of a run: takes its turn, sends its requests, retries where that was asked for, and gives the result. One turn at a time.
/// </summary>
internal sealed class VirtualClient : IDisposable
{
    private const int PoisonEvery = 10;
    private readonly RunContext _run;
    private readonly ITurn _turn;
    private readonly ExchangeClient _client;
    private readonly ExchangeCancellation _cancellation;
    private readonly ClientPage _page;

    public VirtualClient(RunContext run, int number)
    {
        _run = run;
        _page = run.Journal.Page(number);
        _turn = run.CreateTurn();
        _client = run.CreateClient();
        _cancellation = new ExchangeCancellation(run.Plan.RequestTimeout, run.Clock.Time, run.Stop.InFlight);
    }

    /// <summary>Takes the next turn.</summary>
    /// <param name="scenario">Scenario of the turn.</param>
    /// <param name="scheduled">Timestamp of the intended start; 0 for as soon as it is built.</param>
    /// <returns>The result of the turn's last request.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<BatchResult> SendAsync(IScenario scenario, long scheduled)
    {
        var sequence = _page.Begin();
        _turn.Begin(scenario, new BatchKey(_run.RunId, _page.Client, sequence), _run.Plan.FailDeliberately && sequence % PoisonEvery == 0);
        var traced = _run.IsTraced(_page.Client, sequence);
        RunPhase? phase = null;
        BatchAnswer? answer = null;
        BatchResult? result = null;
        var answered = true;
        while (!(result is not null && _run.Stop.InFlight.IsCancellationRequested) && _turn.TryNext(answer, out var request))
        {
            _run.Sent(beginsTurn: result is null);
            var first = _run.Clock.Now;
            var intended = scheduled == 0 || scheduled > first ? first : scheduled; // timers may ring a little early, too
            phase ??= _run.Phases.At(_run.Clock.Seconds(intended));
            AttemptList? attempts = null; // usually there is one attempt, and then none is listed
            var unknown = false;
            var sent = traced ? request.Exchange with { Trace = new TraceContext() } : request.Exchange;
            BatchExchange exchange;
            for (var retries = 0; ; retries++)
            {
                (exchange, var refused) = await SendOnceAsync(sent);
                answered &= exchange.Answer.StatusCode is not null;
                if (refused is { } before)
                {
                    (attempts ??= new AttemptList(_run.Clock, request.Exchange.Shape)).Add(before);
                }

                if (exchange.RetryAfter is { } asked)
                {
                    _run.NoteWait(asked);
                }

                if (retries >= _run.Plan.RetryCount
                    || !Retries.Worthwhile(exchange)
                    || !await _run.PauseAsync(Retries.Delay(exchange, retries)))
                {
                    break;
                }

                (attempts ??= new AttemptList(_run.Clock, request.Exchange.Shape)).Add(exchange);
                unknown |= exchange.Answer.Fate == BatchFate.Unknown;
            }

            attempts?.Add(exchange);
            var last = exchange.Answer.Existing && !unknown ? Stop(exchange.Answer) : exchange.Answer;
            answer = unknown ? Retries.AfterUnknown(last) : last; // the turn stands on more than the last attempt
            if (_turn.Created(answer) is (var triple, var operation, var id))
            {
                _page.Created(triple, operation, id);
            }

            result = ResultBuilder.Build(
                Describe(scenario, request, exchange, phase.Value, intended, first, attempts),
                last,
                _run.Plan.KeepOperations);
            var firstByteMs = exchange.FirstByte == 0 ? (double?)null : _run.Clock.Milliseconds(exchange.Started, exchange.FirstByte);
            _run.Report(result, sent.Shape, firstByteMs, exchange.Ended);
            if (sent.Trace is { } trace)
            {
                _run.Report(trace, result, sent.Shape);
            }

            scheduled = 0; // what follows in the same turn is due as soon as it can be
            if (_run.Run.StopReason == StopReason.ExistingDocument)
            {
                _turn.WindDown();
            }
        }

        if (_turn.MayHaveLeft(answer))
        {
            _page.Doubt();
        }

        _turn.Rest(answered);

        return result!;
    }

    /// <summary>Ends the run: no attempt of this create is in doubt, so the document that it changed is not the run's.</summary>
    private BatchAnswer Stop(BatchAnswer answer)
    {
        if (_turn.Subject is not { } subject)
        {
            return answer;
        }

        var words = ExistingDocument.Describe(answer, subject);
        _run.Stop.EndAtExisting(words);
        _page.Exclude(subject.Triple, subject.Operation);
        return ExistingDocument.Refused(answer, words, subject);
    }

    /// <summary>Sends a request once. An unexpected exception ends the run, after the request has been counted.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(BatchExchange Exchange, BatchExchange? Refused)> SendOnceAsync(ExchangeRequest request)
    {
        var started = _run.Clock.Now;
        try
        {
            _cancellation.Arm();
            return await _client.SendAsync(request, _cancellation);
        }
        catch (Exception exception)
        {
            _run.Stop.Break(StopReason.Fault, exception);
            return (new BatchExchange(Failures.OfClient(exception), started, 0, _run.Clock.Now, null), null);
        }
    }

    /// <summary>
    /// The requests of a turn belong to the phase in which the turn was due, so that metrics never see a part of a triple.
    /// </summary>
    private SentBatch Describe(
        IScenario scenario,
        in TurnRequest request,
        in BatchExchange exchange,
        RunPhase phase,
        long intended,
        long first,
        AttemptList? attempts) =>
        new()
    {
        RunId = _run.RunIdText,
        Scenario = scenario.Name,
        Name = request.Name,
        Method = request.Exchange.Method.Method,
        Triples = request.Triples,
        Resource = request.Resource,
        Shape = request.Exchange.Shape,
        TestType = _run.Plan.TestType,
        Client = _page.Client,
        Sequence = _page.Sequence,
        Phase = phase == RunPhase.Measured && exchange.Ended > _run.Stop.MeasuredEnd ? RunPhase.Drain : phase,
        ScheduledAt = _run.Clock.ToWallClock(intended),
        StartedAt = _run.Clock.ToWallClock(first),
        ScheduledAfterMs = _run.Clock.Milliseconds(_run.Clock.Start, intended),
        ResponseTimeMs = _run.Clock.Milliseconds(intended, exchange.Ended),
        ServiceTimeMs = _run.Clock.Milliseconds(first, exchange.Ended),
        RequestBytes = request.Exchange.Body.Length,
        Attempts = attempts?.All,
        Run = _run.Run,
    };

    public void Dispose()
    {
        _cancellation.Dispose();
        _client.Dispose();
        _turn.Dispose();
    }
}
