using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Atomicity;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>Every job that loads a server is held to what its machine has, before it writes anything.</summary>
public sealed class StudyResourceTests : ConnectedTests, IDisposable
{
    private const int Connections = 8;
    private static readonly string[] Names = ["students"];
    private static readonly ClientResources Small = new() { OpenFiles = ClientResources.Reserve + Connections };
    private readonly RecordingJobHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("sizes", "ClientCount")]
    [InlineData("clients", "Maximum")]
    [InlineData("arrivals", "ClientCount")]
    [InlineData("atomicity", "LoadClients")]
    public async Task A_job_that_needs_more_than_there_is_writes_nothing_and_names_its_own_option(string job, string option)
    {
        // arrivals take connections as they need them, but memory for each batch in flight
        var there = job == "arrivals" ? new ClientResources { Memory = 1 << 18 } : Small;

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(job, there)).WaitAsync(Load.Bound);

        Assert.Equal(job == "arrivals" ? "TooLittleMemory" : "TooFewOpenFiles", problem.ErrorId);
        Assert.Contains($" give a {option} of at most ", problem.NextStep, StringComparison.Ordinal);
        Assert.Empty(_host.Questions);
        Assert.Equal(0, Server.Counts().Documents.Total);
    }

    [Fact]
    public async Task A_search_without_a_maximum_of_its_own_ends_where_its_machine_does_and_says_so()
    {
        var found = await SearchAsync(Small, CapacityLoad.Clients, most: null).WaitAsync(Load.Bound);

        Assert.Equal((CapacityAnswer.MaximumHeld, (double)Connections), (found.Found!.Answer, found.Found.Capacity));
        Assert.EndsWith("That is the most that this machine can make.", found.Found.Message, StringComparison.Ordinal);
        var warning = Assert.Single(_host.Warnings);
        Assert.StartsWith("10000 clients need ", warning, StringComparison.Ordinal);
        Assert.EndsWith($" The search ends at {Connections} clients.", warning, StringComparison.Ordinal);
        Assert.Contains($"from {Connections} to {Connections} clients", Assert.Single(_host.Questions), StringComparison.Ordinal);
    }

    private Task RunAsync(string job, ClientResources there) => job switch
    {
        "sizes" => new SizeJob(_host).RunAsync(Request(there), new SizeRequest { Sizes = [1, 2], ClientCount = Connections + 1 }, Connect),
        "clients" => SearchAsync(there, CapacityLoad.Clients, most: Connections + 1),
        "arrivals" => SearchAsync(there, CapacityLoad.ArrivalRate, most: 100),
        _ => new AtomicityJob(_host).RunAsync(
            new AtomicityRequest
            {
                Scenarios = new AtomicityScenarios(new ScenarioCatalog(), Names, 1, 1, new FixtureKeys()),
                Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
                Plan = new AtomicityPlan { LoadClients = Connections + 1 },
                Resources = there,
            },
            Connect,
            new Progress<BatchAtomicityResult>()),
    };

    /// <summary>A search that one run decides, where its first load is its largest.</summary>
    private Task<StudyOutcome<BatchCapacity>> SearchAsync(ClientResources there, CapacityLoad search, double? most) =>
        new CapacityJob(_host).RunAsync(
            Request(there),
            new CapacityRequest
            {
                Thresholds = ["max < 3600s"],
                Search = search,
                Start = Connections,
                Maximum = most,
                Repeat = 1,
                Confidence = 0.5,
                DrainTime = TimeSpan.Zero,
                TripleCount = 1,
                ClientCount = Connections + 1,
                Duration = TimeSpan.FromMilliseconds(200),
            },
            Connect);

    private Task<ApiConnection> Connect(CancellationToken cancellationToken) => Task.FromResult(Connection);

    private static StudyRequest Request(ClientResources there) => new()
    {
        Catalog = new ScenarioCatalog(),
        Names = Names,
        Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
        Seed = 1,
        Plan = Plan,
        Resources = there,
    };

    private static RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options) => Plans.Closed() with
    {
        Scenarios = [.. new ScenarioFactory(catalog).Create(Names, options).Select(static s => new ScenarioShare(s))],
        Thresholds = new VerdictThresholds { MaxCpuShare = 1, MinLagMs = 60_000, MaxGcPauseShare = 1 }, // the machine is shared
    };
}
