using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Pacing;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Running;

/// <summary>What the parts of one run share: plan, time, sockets, and the way to stop.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly ApiConnection _connection;
    private readonly HttpMessageInvoker _invoker;

    // Never disposed, for a stop may be asked for at any time, also of a run that has just ended; without a timer they hold nothing.
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _exhausted = new();
    private readonly CancellationTokenSource _cutOff;
    private readonly RunRecord _record;
    private readonly TripleSteps? _steps;
    private long _measuredEnd = long.MaxValue;
    private long _lastEnd;
    private long _batchesLeft;
    private long _begun;
    private int _stopped;

    public RunContext(
        ApiConnection connection,
        RunPlan plan,
        RunId runId,
        RunClock clock,
        LiveRun run,
        ConnectionTimer timer,
        RunRecord record,
        JournalKeeper journal)
    {
        _connection = connection;
        _record = record;
        Journal = journal;
        Plan = plan;
        RunId = runId;
        RunIdText = runId.ToString();
        Clock = clock;
        Run = run;
        Phases = plan.Phases();
        Deck = new ScenarioDeck(plan.Scenarios, plan.OperationsOf);
        _steps = plan.TestType == TestType.Volume ? plan.Steps(connection) : null;
        _batchesLeft = plan.BatchCount ?? long.MaxValue;
        _cutOff = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock.Time);

        // what is cut off is not tried again: a pause before another attempt ends with it, and the last answer stands
        _cutOff.Token.UnsafeRegister(static stop => _ = ((CancellationTokenSource)stop!).CancelAsync(), _stop);
        // a closed loop's clients may grow in number
        var handler = Transport.CreateHandler(connection.Options, plan.IsOpen ? plan.ClientCount : int.MaxValue);
        timer.Attach(handler);
        _invoker = new HttpMessageInvoker(handler);
        if (!double.IsInfinity(Phases.End))
        {
            _measuredEnd = clock.Timestamp(Phases.End);
            _record.Metrics.MeasuredUntil = clock.ToWallClock(_measuredEnd);
        }
    }

    /// <summary>Told of every result, by the worker that made it.</summary>
    public Action<BatchResult, BatchShape, double?> Reported { get; set; } = static (_, _, _) => { };

    /// <summary>Told of an error in the client itself, which ends the run.</summary>
    public Action<Exception> Broken { get; set; } = static _ => { };

    public JournalKeeper Journal { get; }

    /// <summary>The run's clients, as they begin, work and rest.</summary>
    public ClientGauge Clients => _record.Clients;

    public RunPlan Plan { get; }

    public RunId RunId { get; }

    public string RunIdText { get; }

    public RunClock Clock { get; }

    public LiveRun Run { get; }

    public PhasePlan Phases { get; }

    public ScenarioDeck Deck { get; }

    /// <summary>Fires when nothing more is to be sent, retries included.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Fires when no further batch is to be begun: at the stop, or when all the plan's batches have been taken.</summary>
    public CancellationToken Exhausted => _exhausted.Token;

    /// <summary>True while another batch may be begun; the planned end counts to the tick, however late its timer is.</summary>
    public bool MayBegin => !_exhausted.IsCancellationRequested && Clock.Now < MeasuredEnd;

    /// <summary>Fires when in-flight batches are given up.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <summary>End of the measured window as a timestamp; <see cref="long.MaxValue"/> while nothing has set it.</summary>
    public long MeasuredEnd => Volatile.Read(ref _measuredEnd);

    public ExchangeClient CreateClient() => new(_invoker, _connection.Options, _connection.Tokens, Clock.Time);

    public ITurn CreateTurn() => _steps is null ? new BatchTurn(_connection.BatchUrl, Plan.KeepOperations) : new TripleTurn(_steps);

    /// <summary>Takes one of the batches that the plan allows; false when there is none left.</summary>
    public bool TakeBatch()
    {
        if (Plan.BatchCount is null)
        {
            return true;
        }

        var left = Interlocked.Decrement(ref _batchesLeft);
        if (left == 0)
        {
            _ = _exhausted.CancelAsync();
        }

        return left >= 0;
    }

    public bool EndedBefore(long timestamp) => timestamp > MeasuredEnd;

    /// <summary>Notes that a request begins; that of the last turn of a counted run starts the clock for all that are in flight.</summary>
    /// <param name="beginsTurn">True for the first request of a turn: the plan counts turns, of which those of a Volume run have several
    /// requests.</param>
    public void Sent(bool beginsTurn)
    {
        _record.Sent();
        if (beginsTurn && Plan.BatchCount is { } count && Interlocked.Increment(ref _begun) == count)
        {
            GiveInFlightTheirTime();
        }
    }

    public void Report(BatchResult result, BatchShape shape, double? firstByteMs, long ended)
    {
        for (var last = Volatile.Read(ref _lastEnd); Plan.BatchCount is not null && ended > last; last = Volatile.Read(ref _lastEnd))
        {
            Interlocked.CompareExchange(ref _lastEnd, ended, last);
        }

        Reported(result, shape, firstByteMs);
    }

    /// <summary>Waits before another attempt; false when the run stopped meanwhile.</summary>
    public ValueTask<bool> PauseAsync(TimeSpan pause) => WaitAsync(pause, Stopping);

    /// <summary>Waits before another batch; false when none is to be begun any more.</summary>
    public ValueTask<bool> RestAsync(TimeSpan pause) => WaitAsync(pause, Exhausted);

    /// <summary>Waits for work that may go on until the planned end and, from there on, as long as the stop timeout lets it.</summary>
    public async Task FinishAsync(Task work)
    {
        if (!Stopping.IsCancellationRequested && !double.IsInfinity(Phases.End))
        {
            try
            {
                await work.WaitAsync(TimeSpan.FromSeconds(Math.Max(0, Phases.End - Clock.Seconds(Clock.Now))), Clock.Time);
            }
            catch (TimeoutException)
            {
                Run.End(StopReason.Duration);
                StopSending(windowEnds: true);
            }
        }

        await work;
    }

    /// <summary>
    /// Ends sending, and gives what is in flight the stop timeout; the measured window ends here unless it ended by plan or the plan
    /// counts batches. Those who wait are woken on other threads than the caller's, which may be a pipeline's.
    /// </summary>
    public void StopSending(bool windowEnds)
    {
        if (windowEnds)
        {
            EndWindow(Clock.Now);
        }

        _ = _stop.CancelAsync();
        _ = _exhausted.CancelAsync();
        GiveInFlightTheirTime();
    }

    /// <summary>
    /// Sends nothing more but the deletes of what turns in flight have created, because a create has changed a document of somebody else's.
    /// </summary>
    /// <param name="words">Which document.</param>
    public void StopAtExisting(string words)
    {
        Run.EndAtExisting(words);
        StopSending(windowEnds: true);
    }

    public void GiveUpInFlight() => _ = _cutOff.CancelAsync();

    /// <summary>Fixes the measured window once nothing is in flight any more: that of a counted run ends with its last answer.</summary>
    public void CloseWindow()
    {
        var last = Volatile.Read(ref _lastEnd);
        EndWindow(last == 0 ? Clock.Now : last);
    }

    public void Dispose()
    {
        _cutOff.CancelAfter(Timeout.InfiniteTimeSpan);
        _invoker.Dispose();
    }

    private async ValueTask<bool> WaitAsync(TimeSpan pause, CancellationToken wake)
    {
        if (pause > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(pause, Clock.Time, wake);
            }
            catch (OperationCanceledException)
            {
                // said by the return value
            }
        }

        return !wake.IsCancellationRequested;
    }

    private void GiveInFlightTheirTime()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            _cutOff.CancelAfter(Plan.StopTimeout);
        }
    }

    private void EndWindow(long now)
    {
        for (var end = MeasuredEnd; now < end; end = MeasuredEnd)
        {
            Interlocked.CompareExchange(ref _measuredEnd, now, end);
        }

        _record.Metrics.MeasuredUntil = Clock.ToWallClock(MeasuredEnd);
        Run.CloseWindow(MeasuredEnd);
    }
}
