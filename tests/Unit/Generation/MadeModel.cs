using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Counting;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Metadata;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>A server of data standard 5.1 and the scenarios of all its resources, made and tried out once for all tests of a class.</summary>
public sealed class MadeModel : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("model");
    private readonly RecordingJobHost _host = new();

    /// <summary>Where the templates lie.</summary>
    public string Folder => _folder.FullName;

    public SimulatorHost Server { get; private set; } = null!;

    public ApiConnection Connection { get; private set; } = null!;

    /// <summary>What became of each resource.</summary>
    public IReadOnlyList<BatchScenarioTemplate> Rows { get; private set; } = [];

    /// <summary>What the server had seen when they were made.</summary>
    internal SimulatorCounts Counts { get; private set; } = null!;

    /// <summary>The scenarios, held against the server.</summary>
    internal ScenarioCatalog Catalog { get; private set; } = null!;

    /// <summary>What the job warned of.</summary>
    public IReadOnlyList<string> Warnings => [.. _host.Warnings];

    /// <summary>The names of the scenarios of all resources, those that are built in among them.</summary>
    public IReadOnlyList<string> Names => [.. Rows.Where(static r => r.State != ScenarioTemplateState.Impossible).Select(static r => r.Resource)];

    /// <summary>Documents on the server that are no descriptors and were not there at its start.</summary>
    public long Documents => Server.Counts().Documents.ByResource.Where(static d => !d.Key.EndsWith("Descriptors", StringComparison.Ordinal)).Sum(static d => d.Value);

    public static Task<SimulatorHost> StartAsync(string model, ServedRequired required = ServedRequired.All) => SimulatorHost.StartAsync(new SimulatorOptions
    {
        Openapi = PathOf(model + "-resources"), OpenapiDescriptors = PathOf(model + "-descriptors"), ServedRequired = required, ClaimSet = ClaimSet.Full,
    });

    /// <summary>Makes scenarios of all resources of a server, or of a selection, and tries them out.</summary>
    internal static Task<IReadOnlyList<BatchScenarioTemplate>> MakeAsync(RecordingJobHost host, ApiConnection connection, ScenarioRequest request) =>
        new ScenarioJob(host).RunAsync(connection, request with { Verify = true, CreateMissing = true, Force = true }, new FixtureKeys());

    public async Task InitializeAsync()
    {
        if (SharedMetadata.Folder is null)
        {
            return; // its tests are skipped
        }

        Server = await StartAsync("dms-5.1");
        Connection = await Load.ConnectAsync(Server);
        Rows = await MakeAsync(_host, Connection, new ScenarioRequest { Folder = Folder });
        Counts = Server.Counts();
        Catalog = ScenarioCatalog.Load([Folder]).HeldAgainst(SharedMetadata.Read("dms-5.1-resources"));
    }

    public async Task DisposeAsync()
    {
        Connection?.Dispose();
        await (Server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _host.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string PathOf(string name) => Path.Combine(SharedMetadata.Folder ?? "", name + ".json.gz");
}
