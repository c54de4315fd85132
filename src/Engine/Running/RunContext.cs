using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Pacing;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Running;

/// <summary>Parts that the workers of one run share: plan, time, sockets, journal, the way of results and the way to stop.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly ApiConnection _connection;
    private readonly HttpMessageInvoker _invoker;
    private readonly WireOpener _opener;
    private readonly AnswerHandover _handover;
    private readonly RunRecord _record;
    private readonly ResultDistributor _results;
    private readonly TripleSteps? _steps;
    private readonly long? _batches;
    private long _batchesLeft;
    private long _begun;
    private bool _sent;

    public RunContext(
        ApiConnection connection,
        RunPlan plan,
        RunId runId,
        RunClock clock,
        LiveRun run,
        RunRecord record,
        RunStop stop,
        JournalKeeper journal,
        ResultDistributor results,
        ConnectionTimer timer)
    {
        _connection = connection;
        _record = record;
        _results = results;
        Stop = stop;
        Journal = journal;
        Plan = plan;
        RunId = runId;
        RunIdText = runId.ToString();
        Clock = clock;
        Run = run;
        Phases = plan.Phases();
        Deck = new ScenarioDeck(plan.Scenarios, plan.OperationsOf);
        _steps = plan.TestType == TestType.Volume ? plan.Steps(connection) : null;
        _batches = plan.OwnBatches;
        _batchesLeft = _batches ?? long.MaxValue;
        // a closed loop's clients may grow in number
        var handler = Transport.CreateHandler(connection.Options, plan.IsOpen ? plan.OwnClients : int.MaxValue);
        timer.Attach(handler);
        _invoker = new HttpMessageInvoker(handler);
        _opener = new WireOpener(connection.Options, timer);
        _handover = new AnswerHandover(clock.Time);
    }

    /// <summary>Ends the run.</summary>
    public RunStop Stop { get; }

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

    public ExchangeClient CreateClient() => new(
        Transport.IsPlain(_connection.Options)
            ? new SocketWire(_opener, Clock.Time)
            : new HandlerWire(_invoker, _connection.Options, Clock.Time),
        _connection.Tokens,
        Clock.Time,
        _handover);

    public ITurn CreateTurn() => _steps is null ? new BatchTurn(_connection.BatchUrl, Plan.KeepOperations) : new TripleTurn(_steps);

    /// <summary>Takes one of the batches that the plan allows its share; false when there is none left.</summary>
    public bool TakeBatch()
    {
        if (_batches is null)
        {
            return true;
        }

        var left = Interlocked.Decrement(ref _batchesLeft);
        if (left == 0)
        {
            Stop.StopBeginning();
        }

        return left >= 0;
    }

    /// <summary>Notes that a request begins; that of the last turn of a counted run starts the clock for all that are in flight.</summary>
    /// <param name="beginsTurn">True for the first request of a turn: the plan counts turns, of which those of a Volume run have several
    /// requests.</param>
    public void Sent(bool beginsTurn)
    {
        _record.Sent();
        if (!_sent)
        {
            _sent = true; // by several threads at first, of which the run takes one
            Run.NoteFirst(Clock.Now);
        }

        if (beginsTurn && _batches is { } count && Interlocked.Increment(ref _begun) == count)
        {
            Stop.GiveInFlightTheirTime();
        }
    }

    /// <summary>Notes the longest wait that the server asked for.</summary>
    public void NoteWait(TimeSpan asked) => _record.NoteWait(asked);

    public void Report(BatchResult result, BatchShape shape, double? firstByteMs, long ended)
    {
        Stop.NoteAnswer(ended);
        _results.Take(result, shape, firstByteMs);
    }

    /// <summary>True for a turn whose requests are traced.</summary>
    public bool IsTraced(int client, long sequence) => _record.Traces?.Holds(client, sequence) == true;

    /// <summary>Keeps the result of a request that was traced.</summary>
    public void Report(TraceContext trace, BatchResult result, BatchShape shape) => _record.Traces?.Take(trace, result, shape);

    /// <summary>Waits before another attempt; false when the run stopped meanwhile.</summary>
    public ValueTask<bool> PauseAsync(TimeSpan pause) => WaitAsync(pause, Stop.Sending);

    /// <summary>Waits before another batch; false when none is to be begun any more.</summary>
    public ValueTask<bool> RestAsync(TimeSpan pause) => WaitAsync(pause, Stop.Beginning);

    /// <summary>Waits for work that may go on until the planned end and, from there on, as long as the stop timeout lets it.</summary>
    public async Task FinishAsync(Task work)
    {
        if (!Stop.Sending.IsCancellationRequested && !double.IsInfinity(Phases.End))
        {
            try
            {
                await work.WaitAsync(TimeSpan.FromSeconds(Math.Max(0, Phases.End - Clock.Seconds(Clock.Now))), Clock.Time);
            }
            catch (TimeoutException)
            {
                Stop.End(StopReason.Duration);
            }
        }

        await work;
    }

    public void Dispose()
    {
        Stop.Dispose();
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
}
