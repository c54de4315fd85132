using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Unit.Servers;

/// <summary>Counts by one with each reading, or does what a test wants instead.</summary>
internal sealed class FakeProbe : IServerProbe
{
    private int _readings;

    public string Source => "Test";

    public IReadOnlyList<string> Notes => [];

    public int Readings => Volatile.Read(ref _readings);

    public bool Disposed { get; private set; }

    public Func<int, CancellationToken, Task> Reading { get; init; } = static (_, _) => Task.CompletedTask;

    public Func<CancellationToken, Task> Settling { get; init; } = static _ => Task.CompletedTask;

    public async Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _readings);
        await Reading(number, cancellationToken);
        return [new ServerReading("Count", number, Accumulates: true)];
    }

    public Task SettleAsync(CancellationToken cancellationToken) => Settling(cancellationToken);

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
