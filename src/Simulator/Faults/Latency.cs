using System.Diagnostics;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>Holding of requests for their latency, and the freeze that holds them all.</summary>
internal sealed class Latency(FaultDice dice) : IDisposable
{
    private readonly HoldScheduler _holds = new();
    private readonly TransactionSlots _slots = new();
    private long _frozenUntil;

    /// <summary>Holds a transaction of so many operations that began at a <see cref="Stopwatch"/> timestamp.</summary>
    public Task HoldAsync(SimulatorOptions options, long startedAt, int operations)
    {
        var milliseconds = options.LatencyTransactionMs + (operations * options.LatencyOperationMs);
        if (milliseconds <= 0)
        {
            return Task.CompletedTask;
        }

        milliseconds *= dice.Jitter(options.LatencyJitter);
        return _holds.UntilAsync(options.MaxTransactions == 0
            ? HoldScheduler.After(startedAt, milliseconds)
            : _slots.Take(options.MaxTransactions, startedAt, milliseconds));
    }

    public Task WaitAsync(double milliseconds) => _holds.UntilAsync(HoldScheduler.After(Stopwatch.GetTimestamp(), milliseconds));

    public void Freeze(TimeSpan duration) =>
        Volatile.Write(ref _frozenUntil, HoldScheduler.After(Stopwatch.GetTimestamp(), duration.TotalMilliseconds));

    public Task ThawAsync()
    {
        var until = Volatile.Read(ref _frozenUntil);
        return until == 0 ? Task.CompletedTask : _holds.UntilAsync(until);
    }

    public void Dispose() => _holds.Dispose();
}
