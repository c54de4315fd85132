using System.Net.Http.Headers;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>What is written here, held against a server over a real socket.</summary>
public sealed class AgainstSimulatorTests
{
    private static readonly string[] Everything = ["Student", "Section", "MixedStudentSection", "StudentSchoolAssociation", "Calendar", "ClassPeriod", "Enrolment"];

    private static readonly ScenarioCatalog Catalog = ScenarioCatalog.Load([TemplateFixture.Examples]);

    [Fact]
    public async Task Every_scenario_is_taken_leaves_nothing_and_fails_whole_when_poisoned()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ConnectAsync(simulator);
        var keys = new FixtureKeys();
        var fixtures = await FixtureSet.InitializeAsync(connection.GetResources(), keys, new FixtureOptions { ScenarioDescriptors = Catalog.DescriptorsOf(Everything) });
        Assert.All(fixtures.Fixtures.Skip(1), static f => Assert.Equal(FixtureState.Created, f.State));
        Assert.Equal(6, simulator.Counts().Documents.Total);

        var options = new ScenarioOptions { TripleCount = 6, FixtureKeys = keys, AvailableDescriptors = fixtures.Prerequisites.AvailableDescriptors, PoolSize = 64 };
        foreach (var scenario in new ScenarioFactory(Catalog).Create(Everything, options))
        {
            for (var sequence = 0; sequence < 12; sequence++)
            {
                Assert.Equal((scenario.Name, 200, ""), await PostAsync(connection, scenario, sequence, poisoned: false));
            }

            var (_, status, body) = await PostAsync(connection, scenario, 12, poisoned: true);
            Assert.Equal((scenario.Name, 404), (scenario.Name, status));
            Assert.Contains("\"op\":\"update\"", body.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(6, simulator.Counts().Documents.Total);
        }

        Assert.All(await FixtureSet.RemoveAsync(connection.GetResources(), keys), static f => Assert.Equal(FixtureState.Removed, f.State));
        Assert.Equal(0, simulator.Counts().Documents.Total);
    }

    [Fact]
    public async Task An_empty_server_is_made_ready_by_a_key_that_may()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Prerequisites = Prerequisites.None, ClaimSet = ClaimSet.Full });
        using var connection = await ConnectAsync(simulator);
        var missing = await Assert.ThrowsAsync<BatchPerfException>(() => FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys()));
        Assert.StartsWith("8 prerequisites of the load are missing", missing.Message, StringComparison.Ordinal);
        Assert.Equal(0, simulator.Counts().Documents.Total);
        var report = await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys(), new FixtureOptions { CreateMissing = true });
        Assert.All(report.Fixtures, static f => Assert.Equal(FixtureState.Created, f.State));
        Assert.All((await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys())).Fixtures, static f => Assert.Equal(FixtureState.Existing, f.State));
    }

    [Fact]
    public async Task What_the_sandbox_claim_set_may_not_create_is_listed_with_the_servers_reason()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { MissingSchoolYears = "2025" });
        using var connection = await ConnectAsync(simulator);
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys(), new FixtureOptions { CreateMissing = true }));
        Assert.Equal("PrerequisitesMissing", error.ErrorId);
        Assert.Contains("school year 2025 (403", error.Message, StringComparison.Ordinal);
        Assert.Contains("SchoolYearType", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blind_queries_make_nothing_missing()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { BlindQueries = "schoolYearTypes;termDescriptors;localEducationAgencies;schools" });
        using var connection = await ConnectAsync(simulator);
        await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys());
        Assert.All((await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys())).Fixtures, static f => Assert.Equal(FixtureState.Existing, f.State));
    }

    private static Task<ApiConnection> ConnectAsync(SimulatorHost simulator)
        => ApiConnection.OpenAsync(new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = simulator.Options.Key, Secret = simulator.Options.Secret }, tell: null, CancellationToken.None);

    private static async Task<(string Scenario, int Status, string Body)> PostAsync(ApiConnection connection, IScenario scenario, long sequence, bool poisoned)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", (await connection.Tokens.GetAsync(CancellationToken.None)).AuthorizationHeader);
        using var content = new ByteArrayContent(ScenarioHarness.Bytes(scenario, ScenarioHarness.Key(sequence: sequence), poisoned));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(connection.BatchUrl, content);
        return (scenario.Name, (int)answer.StatusCode, answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync());
    }
}
