using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Api;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.Atomicity;

/// <summary>A simulator with fixtures, and tests of atomicity against it.</summary>
internal sealed class AtomicityRig : IAsyncDisposable
{
    private static readonly ScenarioCatalog Catalog = ScenarioCatalog.Load([TemplateFixture.Examples]);
    private readonly FixtureReport _fixtures;

    private AtomicityRig(SimulatorHost simulator, ApiConnection connection, FixtureReport fixtures)
    {
        Simulator = simulator;
        Connection = connection;
        _fixtures = fixtures;
        Fixtures = simulator.Counts().Documents.Total;
    }

    public static string[] Everything { get; } = ["Student", "Section", "MixedStudentSection", "StudentSchoolAssociation", "Calendar", "ClassPeriod", "Enrolment"];

    public SimulatorHost Simulator { get; }

    /// <summary>By which a server that has no time is waited for.</summary>
    public required HastyTime Time { get; init; }

    public ApiConnection Connection { get; }

    /// <summary>Documents that are there before any test.</summary>
    public long Fixtures { get; }

    /// <summary>Documents that tests have left.</summary>
    public long Left => Simulator.Counts().Documents.Total - Fixtures;

    public static async Task<AtomicityRig> StartAsync(SimulatorOptions options)
    {
        var simulator = await SimulatorHost.StartAsync(options with { QueryMapping = QueryMapping.Faithful });
        var connect = new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = options.Key, Secret = options.Secret };
        using var other = await ApiConnection.OpenAsync(connect, tell: null, CancellationToken.None); // of whose session nothing is known later
        var fixtures = await FixtureSet.InitializeAsync(other.GetResources(), new FixtureKeys(), new FixtureOptions { ScenarioDescriptors = Catalog.DescriptorsOf(Everything) });
        simulator.Change(o => o with { QueryMapping = options.QueryMapping });
        var time = new HastyTime();
        return new AtomicityRig(simulator, await Connector.OpenAsync(connect, tell: null, time, CancellationToken.None), fixtures) { Time = time };
    }

    public AtomicityTest Test(string scenario, int triples, AtomicityPlan plan) => new(Connection, Compile(scenario, triples), new FixtureKeys(), plan);

    public Task<IReadOnlyList<BatchAtomicityResult>> RunAsync(string scenario, int triples, AtomicityPlan plan, Action<BatchAtomicityResult>? each = null) =>
        Test(scenario, triples, plan).RunAsync(each is null ? null : new Each(each), CancellationToken.None);

    public IScenario Compile(string name, int triples) => new ScenarioFactory(Catalog).Create(
        [name],
        new ScenarioOptions { TripleCount = triples, AvailableDescriptors = _fixtures.Prerequisites.AvailableDescriptors, PoolSize = 32 })[0];

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Simulator.DisposeAsync();
    }

    public sealed class Each(Action<BatchAtomicityResult> action) : IProgress<BatchAtomicityResult>
    {
        public void Report(BatchAtomicityResult value) => action(value);
    }
}
