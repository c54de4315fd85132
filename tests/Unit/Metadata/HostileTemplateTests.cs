using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Simulator;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>A server with a real student's record, and everything that could make a run change or delete it.</summary>
public sealed class HostileTemplateTests : IAsyncLifetime, IDisposable
{
    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;
    private SimulatorClient _client = null!;
    private string _before = "";

    public static TheoryData<string> Names { get; } = new(HostileTemplates.All.Select(static t => t.Name));

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions());
        _client = new SimulatorClient(_server);
        using var student = await _client.SendAsync(HttpMethod.Post, "/data/ed-fi/students", $$"""{ "studentUniqueId": "{{HostileTemplates.Student}}", "firstName": "Real", "lastSurname": "Student", "birthDate": "2010-05-06" }""");
        Assert.Equal(201, (int)student.StatusCode);
        _before = await StudentsAsync();
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _client.Dispose();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_hostile_template_is_refused_before_anything_is_sent(string name)
    {
        var (_, json, errorId, says) = HostileTemplates.All.Single(t => t.Name == name);
        await RefuseAsync(json, errorId, says, "-t", "batch-volume", "--batchCount", "2", "-c", "1");
    }

    [Theory]
    [InlineData("-t", "volume", "--deleteResources", "true", "--batchCount", "1")]
    [InlineData("--measureBatchSize", "1", "2", "--repeat", "2", "--duration", "100ms")]
    [InlineData("--findCapacity", "Clients", "--threshold", "p95 < 5s", "--repeat", "1", "--duration", "100ms")]
    [InlineData("--testAtomicity", "--position", "Middle")]
    public async Task No_way_to_send_gets_round_it(params string[] args)
    {
        foreach (var name in new[] { "fixed identity, key in another key field", "identity through a fixture only", "resource that the server does not have" })
        {
            var (_, json, errorId, says) = HostileTemplates.All.Single(t => t.Name == name);
            await RefuseAsync(json, errorId, says, args);
        }
    }

    [Theory]
    [InlineData("--leftover", "--remove")]
    [InlineData("--resume")]
    public async Task A_journal_of_a_hostile_template_deletes_nothing_and_sends_nothing(string option, params string[] more)
    {
        foreach (var name in new[] { "fixed identity, key in another key field", "identity through a fixture only" })
        {
            var (_, json, errorId, says) = HostileTemplates.All.Single(t => t.Name == name);
            var template = _cli.File("hostile.json");
            await File.WriteAllTextAsync(template, json);
            var journal = _cli.File("forged.journal");
            var header = JsonNode.Parse(JsonSerializer.Serialize(Journals.Journals.Header(server: _server.BaseUrl), JournalJson.Writing))!.AsObject();
            header["scenarioPaths"] = new JsonArray(template);
            header["sample"] = $$"""{"weekIdentifier":"Week 1","schoolId":255901001,"name":"{{new BatchKey(Journals.Journals.Id, 0, 1).Format(0)}}"}""";
            header["scenarios"] = new JsonArray(new JsonObject { ["name"] = "Hostile", ["weight"] = 1 });
            uint chain = 0;
            await File.WriteAllBytesAsync(journal, [.. JournalLine.Write(header.ToJsonString(), ref chain), .. JournalLine.Write("r 0 1 8 0", ref chain)]);

            await RefuseAsync(json, errorId, says, [option, journal, .. more]);
        }
    }

    [Theory]
    [InlineData(MetadataState.Unlisted, "the server's discovery names no OpenAPI documents (urls.openApiMetadata)")]
    [InlineData(MetadataState.NotFound, "/metadata/specifications answered 404")]
    [InlineData(MetadataState.Damaged, "resources-spec.json cannot be read: it is not JSON")]
    public async Task A_sound_template_is_refused_where_the_identity_cannot_be_read(MetadataState state, string cause)
    {
        await _server.DisposeAsync();
        _server = await SimulatorHost.StartAsync(new SimulatorOptions { Metadata = state, Key = _server.Options.Key, Secret = _server.Options.Secret });
        await _cli.RunAsync("--version");
        await File.WriteAllTextAsync(_cli.File("sound.json"), Weeks);

        Assert.Equal(ExitCode.UnexpectedServer, await RunAsync("-t", "batch-volume", "--batchCount", "2", "--scenarioPath", _cli.File("sound.json"), "-tl", "Hostile"));

        Assert.Contains(cause, _cli.Output, StringComparison.Ordinal);
        Assert.Contains("the identity is not known", _cli.Output, StringComparison.Ordinal);
        AssertNothingSent();
    }

    [Theory]
    [InlineData(MetadataState.Served)]
    [InlineData(MetadataState.FlatFlags)]
    public async Task Sound_templates_of_resources_that_are_not_built_in_run_and_leave_nothing(MetadataState state)
    {
        await _server.DisposeAsync();
        _server = await SimulatorHost.StartAsync(new SimulatorOptions { Metadata = state });
        await File.WriteAllTextAsync(_cli.File("weeks.json"), Weeks);
        await File.WriteAllTextAsync(_cli.File("dates.json"), Dates);

        Assert.True(await RunAsync("-t", "batch-volume", "-c", "1", "--batchCount", "6", "-bt", "2", "--scenarioPath", _cli.File("weeks.json"), "--scenarioPath", _cli.File("dates.json"), "-tl", "Hostile", "Dates") == ExitCode.Success, _cli.Output);

        Assert.True(_server.Counts().OperationsByResource["academicWeeks"].Committed > 0);
        Assert.True(_server.Counts().OperationsByResource["calendarDates"].Committed > 0);
        Assert.Equal((0, 0), (_server.Counts().Documents.Of("academicWeeks"), _server.Counts().Documents.Of("calendarDates")));
        Assert.Equal(1, _server.Counts().Resources["metadata/specifications/resources-spec.json GET"]);
    }

    [Fact]
    public async Task Nothing_is_sent_or_compiled_for_deletion_that_was_not_held_against_a_server()
    {
        await File.WriteAllTextAsync(_cli.File("weeks.json"), Weeks);
        var options = new ScenarioOptions { PoolSize = 4, TripleCount = 1 };
        var scenario = new ScenarioFactory(ScenarioCatalog.Load([_cli.File("weeks.json")])).Create(["Hostile"], options)[0];
        var plan = new RunPlan { Scenarios = [new ScenarioShare(scenario)], BatchCount = 1 };
        using var connection = await Load.ConnectAsync(_server);

        Assert.Equal("ScenarioNotVerified", Assert.Throws<BatchPerfException>(() => LoadRun.Start(connection, plan)).ErrorId);
        Assert.Equal("ScenarioNotVerified", (await Assert.ThrowsAsync<BatchPerfException>(() => new AtomicityTest(connection, scenario, new FixtureKeys(), new AtomicityPlan()).RunAsync(null, CancellationToken.None))).ErrorId);
        var header = JournalHeader.Of(Journals.Journals.Id, _server.BaseUrl, plan, options, [_cli.File("weeks.json")]);
        Assert.Equal("ScenarioNotVerified", Assert.Throws<BatchPerfException>(header.Compile).ErrorId);
        AssertNothingSent(posts: 1);
    }

    private const string Weeks = """
        { "name": "Hostile", "resource": "academicWeeks", "keyFields": ["weekIdentifier", "schoolId"], "update": { "totalInstructionalDays": 4 },
          "document": { "weekIdentifier": "W {{key}}", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "beginDate": "2025-01-06", "endDate": "2025-01-10", "totalInstructionalDays": 5 } }
        """;

    private const string Dates = """
        { "name": "Dates", "resource": "calendarDates", "keyFields": ["date", "calendarReference.calendarCode", "calendarReference.schoolId", "calendarReference.schoolYear"],
          "before": [{ "resource": "calendars", "keyFields": ["calendarCode", "schoolId", "schoolYear"],
            "document": { "calendarCode": "{{key}}", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "schoolYearTypeReference": { "schoolYear": "{{#fixture.schoolYear}}" }, "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" } }],
          "document": { "date": "2025-01-06", "calendarReference": { "calendarCode": "{{key}}", "schoolId": "{{#fixture.schoolId}}", "schoolYear": "{{#fixture.schoolYear}}" } },
          "update": { "calendarEvents": [] } }
        """;

    private async Task RefuseAsync(string json, string errorId, string says, params string[] args)
    {
        var template = _cli.File("hostile.json");
        await File.WriteAllTextAsync(template, json);
        string[] scenario = args.Contains("--leftover") || args.Contains("--resume") ? [] : ["--scenarioPath", template, "-tl", "Hostile"];

        var code = await RunAsync([.. args, .. scenario]);

        Assert.True(code == (errorId == "ScenarioIdentityUnknown" ? ExitCode.UnexpectedServer : ExitCode.Usage), $"{code}: {_cli.Output}");
        Assert.Contains(errorId, _cli.Output, StringComparison.Ordinal);
        Assert.Contains(says, _cli.Output, StringComparison.Ordinal);
        Assert.Contains("hostile.json", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(_before, await StudentsAsync());
        AssertNothingSent(posts: 1);
    }

    private Task<ExitCode> RunAsync(params string[] args) => _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. args]);

    /// <summary>The student as the server shows it, byte for byte.</summary>
    private async Task<string> StudentsAsync() => (await _client.GetAsync("/data/ed-fi/students")).ToJsonString();

    private void AssertNothingSent(int posts = 0)
    {
        var counts = _server.Counts();
        Assert.Equal(0, counts.OperationsTotal.Committed + counts.OperationsTotal.Failed + counts.OperationsTotal.RolledBack + counts.OperationsTotal.NotAttempted);
        Assert.Equal(posts, counts.Resources.Where(static r => !r.Key.EndsWith(" GET", StringComparison.Ordinal)).Sum(static r => r.Value));
    }
}
