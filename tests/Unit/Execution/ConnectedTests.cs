using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Tests that have a simulator of their own each, and a connection to it.</summary>
public abstract class ConnectedTests : IAsyncLifetime
{
    protected SimulatorHost Server { get; private set; } = null!;

    protected ApiConnection Connection { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Server = await SimulatorHost.StartAsync(new SimulatorOptions());
        Connection = await Load.ConnectAsync(Server);
    }

    public async Task DisposeAsync()
    {
        Connection.Dispose();
        await Server.DisposeAsync();
    }
}
