using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Counting;

namespace EdFi.BatchPerf.Hosted;

/// <summary>A simulator that one test needs beside the one of its class.</summary>
public sealed class OtherSimulator(SimulatorHost host, Action leave) : IAsyncDisposable
{
    public SimulatorHost Host { get; } = host;

    public SimulatorCounts Counts() => Host.Counts();

    public async ValueTask DisposeAsync()
    {
        leave();
        await Host.DisposeAsync();
    }
}
