using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Pacing;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Execution;

/// <summary>What the parts of one run share: plan, time, sockets, and the way to stop.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly BatchConnection _connection;
    private readonly HttpMessageInvoker _invoker;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cutOff = new();
    private readonly RunRecord _record;
    private long _measuredEnd = long.MaxValue;
    private long _batchesLeft;

    public RunContext(BatchConnection connection, RunPlan plan, RunId runId, RunClock clock, BatchRun run, ConnectionTimer timer, RunRecord record)
    {
        _connection = connection;
        _record = record;
        Plan = plan;
        RunId = runId;
        RunIdText = runId.ToString();
        Clock = clock;
        Run = run;
        Phases = plan.Phases();
        Deck = new ScenarioDeck(plan.Scenarios);
        _batchesLeft = plan.BatchCount ?? long.MaxValue;
        var handler = Transport.CreateHandler(connection.Options, MaxClients(plan));
        timer.Attach(handler);
        _invoker = new HttpMessageInvoker(handler);
        if (!double.IsInfinity(Phases.End))
        {
            _measuredEnd = clock.Timestamp(Phases.End);
        }
    }

    /// <summary>Told of every result, by the worker that made it.</summary>
    public Action<BatchResult, BatchShape, double?> Reported { get; set; } = static (_, _, _) => { };

    public RunPlan Plan { get; }

    public RunId RunId { get; }

    public string RunIdText { get; }

    public RunClock Clock { get; }

    public BatchRun Run { get; }

    public PhasePlan Phases { get; }

    public ScenarioDeck Deck { get; }

    /// <summary>Fires when nothing more is to be sent.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Fires when in-flight batches are given up.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <summary>End of the measured window as a timestamp; <see cref="long.MaxValue"/> while nothing has set it.</summary>
    public long MeasuredEnd => Volatile.Read(ref _measuredEnd);

    public BatchClient CreateClient() => new(_invoker, _connection.Options, _connection.BatchUrl, _connection.Tokens, Clock.Time);

    /// <summary>Takes one of the batches that the plan allows; false when there is none left.</summary>
    public bool TakeBatch() => Plan.BatchCount is null || Interlocked.Decrement(ref _batchesLeft) >= 0;

    public bool EndedBefore(long timestamp) => timestamp > MeasuredEnd;

    public void Sent() => _record.Sent();

    public void Report(BatchResult result, BatchShape shape, double? firstByteMs) => Reported(result, shape, firstByteMs);

    /// <summary>Waits; false when the run stopped meanwhile.</summary>
    public async ValueTask<bool> PauseAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(pause, Clock.Time, Stopping);
            }
            catch (OperationCanceledException)
            {
                // said by the return value
            }
        }

        return !Stopping.IsCancellationRequested;
    }

    /// <summary>Ends sending; the measured window ends here unless it ended by plan or the plan counts batches.</summary>
    public void StopSending(bool windowEnds)
    {
        if (windowEnds)
        {
            EndWindow(Clock.Now);
        }

        _stop.Cancel();
    }

    public void GiveUpInFlight() => _cutOff.Cancel();

    public void Dispose()
    {
        _invoker.Dispose();
        _stop.Dispose();
        _cutOff.Dispose();
    }

    private static int MaxClients(RunPlan plan) => Math.Max(plan.ClientCount, plan.IsOpen ? 1 : plan.Clients().Peak);

    private void EndWindow(long now)
    {
        for (var end = MeasuredEnd; now < end; end = MeasuredEnd)
        {
            Interlocked.CompareExchange(ref _measuredEnd, now, end);
        }
    }
}
