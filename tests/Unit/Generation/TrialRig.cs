using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>A server, as small as scenarios can be made for, whose scenarios are made and tried out in a folder.</summary>
/// <param name="showing">Called when progress is shown.</param>
/// <param name="time">The clock of the connection; null for the system's.</param>
internal sealed class TrialRig(Action<RecordingJobHost, JobProgress>? showing = null, TimeProvider? time = null) : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost? _server;
    private ApiConnection? _connection;

    public RecordingJobHost Host { get; } = new() { Showing = showing ?? (static (_, _) => { }) };

    public SimulatorHost Server => _server!;

    public ApiConnection Connection => _connection!;

    /// <summary>The folder of the scenarios, which is not there at first.</summary>
    public string Folder => _directory.File("made");

    /// <summary>Starts the server and connects, in place of an earlier one.</summary>
    /// <param name="options">Null for those of a sound server.</param>
    /// <param name="small">False for all that the simulator has.</param>
    public async Task StartAsync(SimulatorOptions? options = null, bool small = true)
    {
        await StopAsync();
        _server = await SimulatorHost.StartAsync((options ?? new SimulatorOptions()) with
        {
            Openapi = small ? Specification.Small.ServedResources : "",
            OpenapiDescriptors = small ? Specification.Small.ServedDescriptors : "",
            ClaimSet = ClaimSet.Full,
        });
        _connection = await Load.ConnectAsync(_server, time);
    }

    /// <summary>Makes scenarios, and tries them out.</summary>
    public Task<IReadOnlyList<BatchScenarioTemplate>> RunAsync(ScenarioRequest request, FixtureKeys? keys = null, bool verify = true)
        => new ScenarioJob(Host).RunAsync(Connection, request with { Folder = Folder, Verify = verify }, keys ?? new FixtureKeys());

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Host.Dispose();
        _directory.Dispose();
    }

    private async Task StopAsync()
    {
        _connection?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
