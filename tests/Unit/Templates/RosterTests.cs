using System.Text.Json.Nodes;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Simulator;

namespace EdFi.BatchPerf.Unit.Templates;

/// <summary>A folder of templates of every kind against a server, by every way to send and delete.</summary>
public sealed class RosterTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Sent = ["academicWeeks", "communityOrganizations", "fundDimensions"];
    private readonly CliRunner _cli = new();
    private string _folder = "";
    private SimulatorHost _server = null!;
    private SimulatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions());
        _client = new SimulatorClient(_server);
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
        _folder = Roster.WriteTo(_cli.File("roster"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _client.Dispose();
    }

    [Theory]
    [InlineData("batch-volume")]
    [InlineData("volume", "--deleteResources", "true")]
    public async Task A_load_of_a_folder_runs_its_mix_on_its_fixtures_and_leaves_only_those(string test, params string[] more)
    {
        await RunAsync(["-t", test, "-c", "1", "--batchCount", "12", "-bt", "2", "--scenarioPath", _folder, .. more]);

        var counts = _server.Counts();
        Assert.All(Sent, resource => Assert.Equal(0, counts.Documents.Of(resource)));
        Assert.Equal((1, 1), (counts.Documents.Of("calendars"), counts.Documents.Of("calendarDates")));
        if (test == "batch-volume")
        {
            Assert.Equal([6, 2, 4], Sent.Select(resource => counts.OperationsByResource[resource].Committed / 6));
            Assert.DoesNotContain("students", counts.OperationsByResource.Keys);
        }
    }

    [Fact]
    public async Task Fixtures_that_are_there_are_left_as_they_are()
    {
        await RunAsync("-t", "batch-volume", "-c", "1", "--batchCount", "6", "--scenarioPath", _folder);
        var before = (await _client.GetAsync("/data/ed-fi/calendars")).ToJsonString() + await _client.GetAsync("/data/ed-fi/calendarDates");

        await RunAsync("-t", "batch-volume", "-c", "1", "--batchCount", "6", "--scenarioPath", _folder);

        Assert.Equal(before, (await _client.GetAsync("/data/ed-fi/calendars")).ToJsonString() + await _client.GetAsync("/data/ed-fi/calendarDates"));
    }

    [Theory]
    [InlineData("--testAtomicity", "--position", "Middle")]
    [InlineData("--measureBatchSize", "1", "2", "--repeat", "2", "--duration", "100ms")]
    public async Task Every_question_takes_the_folder_and_leaves_only_the_fixtures(params string[] args)
    {
        var code = await _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. args, "--scenarioPath", _folder]);

        Assert.True(code == ExitCode.Success || args[0] == "--measureBatchSize", $"{code}: {_cli.Output}"); // a busy machine is the limit itself
        var counts = _server.Counts();
        Assert.All(Sent, resource => Assert.Equal(0, counts.Documents.Of(resource)));
        Assert.True(counts.OperationsByResource["academicWeeks"].Committed > 0);
        Assert.Equal((1, 1), (counts.Documents.Of("calendars"), counts.Documents.Of("calendarDates")));
    }

    [Fact]
    public async Task Fixtures_are_removed_in_reverse_where_they_are_as_we_make_them()
    {
        using var connection = await Load.ConnectAsync(_server);
        var scenario = await ScenarioCatalog.Load([_folder]).VerifyFixturesAsync(connection, null, default);
        var options = new FixtureOptions { Scenario = scenario };
        var client = connection.GetResources();
        var made = (await FixtureSet.InitializeAsync(client, new FixtureKeys(), options)).Fixtures;
        Assert.Equal(["calendar", "firstDay"], made.TakeLast(2).Select(static f => f.Name));
        var calendar = (JsonObject)(await _client.GetAsync("/data/ed-fi/calendars"))[0]!;
        calendar["gradeLevels"] = new JsonArray(new JsonObject { ["gradeLevelDescriptor"] = EdFiDescriptors.NinthGrade });
        using var changed = await _client.SendAsync(HttpMethod.Put, $"/data/ed-fi/calendars/{calendar["id"]}", calendar.ToJsonString());
        Assert.Equal(204, (int)changed.StatusCode);

        var removed = await FixtureSet.RemoveAsync(client, new FixtureKeys(), options);

        Assert.Equal(["firstDay", "calendar"], removed.Take(2).Select(static f => f.Name));
        Assert.Equal([FixtureState.Removed, FixtureState.Kept], removed.Take(2).Select(static f => f.State));
        Assert.Contains("gradeLevels", removed[1].Detail, StringComparison.Ordinal);
        Assert.Equal(["calendarDates", "calendars", "locations"], FixtureSet.Names(new FixtureKeys(), includeAgency: false, scenario).Take(3).Select(static n => n.Split(' ')[0]));
    }

    [Fact]
    public async Task A_run_that_goes_on_makes_its_fixtures_again()
    {
        var journal = _cli.File("run.journal");
        await RunAsync("-t", "batch-volume", "-c", "1", "--batchCount", "6", "--scenarioPath", _folder, "--journal", journal);
        Continue(journal, "\"batchCount\":6", "\"batchCount\":12");
        using var connection = await Load.ConnectAsync(_server);
        var scenario = await ScenarioCatalog.Load([_folder]).VerifyFixturesAsync(connection, ["weeks"], default);
        await FixtureSet.RemoveAsync(connection.GetResources(), new FixtureKeys(), new FixtureOptions { Scenario = scenario });
        Assert.Equal(0, _server.Counts().Documents.Of("calendars"));

        await RunAsync("--resume", journal);

        Assert.Equal((1, 1), (_server.Counts().Documents.Of("calendars"), _server.Counts().Documents.Of("calendarDates")));
        Assert.All(Sent, resource => Assert.Equal(0, _server.Counts().Documents.Of(resource)));
    }

    [Fact]
    public async Task Fixtures_whose_key_fields_are_not_the_identity_are_refused_before_anything_is_sent()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "fixtures.json"), Roster.Files.Single(static f => f.Name == "fixtures.json").Json.Replace("[\"date\", ", "[", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Usage, await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "-t", "batch-volume", "--batchCount", "1", "--scenarioPath", _folder));

        Assert.Contains("firstDay: keyFields are", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("add 'date'", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(0, _server.Counts().Documents.Of("schools"));
    }

    [Fact]
    public async Task A_run_takes_a_range_of_numbers_in_which_the_server_has_no_document()
    {
        var inside = LocalKey.NumberLimit - 1;
        using var created = await _client.SendAsync(HttpMethod.Post, "/data/ed-fi/communityOrganizations", $$"""{ "communityOrganizationId": {{inside}}, "nameOfInstitution": "Theirs" }""");
        Assert.Equal(201, (int)created.StatusCode);

        var before = (await _client.GetAsync("/data/ed-fi/communityOrganizations")).ToJsonString();

        foreach (var kept in new[] { 2, 3 }) // the second meets what the first has kept
        {
            await RunAsync("-t", "volume", "-c", "1", "--batchCount", "1", "--scenarioPath", _folder, "-tl", "Communities", "--deleteResources", "false");
            Assert.Equal(kept, _server.Counts().Documents.Of("communityOrganizations"));
        }

        Assert.Contains(before[2..^2], (await _client.GetAsync("/data/ed-fi/communityOrganizations")).ToJsonString(), StringComparison.Ordinal);

        // A study's runs choose their ids as they begin, so that the whole range has to be free.
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "--measureBatchSize", "1", "2", "--scenarioPath", _folder, "-tl", "Communities"));
        Assert.Contains("ScenarioIdentityUnsafe", _cli.Output, StringComparison.Ordinal);
        Assert.Contains($"communityOrganizations communityOrganizationId {inside} is there (id ", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_with_a_number_carries_what_refers_to_it()
    {
        await File.WriteAllTextAsync(_cli.File("schools.json"), """
            { "name": "SchoolWeeks", "resource": "academicWeeks", "keyFields": ["weekIdentifier", "schoolId"], "update": { "totalInstructionalDays": 4 },
              "before": [{ "resource": "schools", "keyFields": ["schoolId"], "document": { "schoolId": "{{#key}}", "nameOfInstitution": "No. {{company.companyName}}", "gradeLevels": [{ "gradeLevelDescriptor": "{{fixture.gradeLevelDescriptor}}" }],
                "educationOrganizationCategories": [{ "educationOrganizationCategoryDescriptor": "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School" }] } }],
              "document": { "weekIdentifier": "Week 1", "schoolReference": { "schoolId": "{{#key}}" }, "beginDate": "2025-01-06", "endDate": "2025-01-10", "totalInstructionalDays": 5 } }
            """);

        await RunAsync("-t", "batch-volume", "-c", "2", "--batchCount", "6", "-bt", "2", "--scenarioPath", _cli.File("schools.json"), "-tl", "SchoolWeeks");

        Assert.Equal(12, _server.Counts().OperationsByResource["academicWeeks"].Committed / 3);
        Assert.Equal((1, 0), (_server.Counts().Documents.Of("schools"), _server.Counts().Documents.Of("academicWeeks")));
        Assert.True(_server.Counts().Resources["schools GET"] > 0);
    }

    [Fact]
    public async Task A_number_is_no_key_where_the_documents_cannot_be_listed()
    {
        _server.Change(static o => o with { ClaimSet = ClaimSet.Bootstrap });

        await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "-t", "batch-volume", "--batchCount", "1", "--scenarioPath", _folder, "-tl", "Communities");

        Assert.Contains("ScenarioIdentityUnsafe", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("Whether communityOrganizations has documents in the range of the runs' own numbers cannot be seen", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(0, _server.Counts().OperationsTotal.Committed);
    }

    [Fact]
    public async Task What_a_run_kept_is_found_by_short_keys_and_numbers_although_its_own_numbers_lie_in_the_range()
    {
        var journal = _cli.File("run.journal");
        await RunAsync("-t", "volume", "-c", "1", "--batchCount", "12", "--scenarioPath", _folder, "--journal", journal);
        Assert.Equal([6, 2, 4], Sent.Select(resource => _server.Counts().Documents.Of(resource)));
        using var connection = await Load.ConnectAsync(_server);
        Continue(journal, "", "");
        Journals.Journals.ForgetIds(journal);
        var content = JournalContent.Read(journal);
        await content.VerifyAsync(connection, default);
        var search = new LeftoverSearch(connection.GetResources(), content, 2);

        var found = await search.FindAsync(null, default);
        var removed = await search.RemoveAsync(found, default);

        Assert.Equal(12, removed.Count(static l => l.State == LeftoverState.Removed));
        Assert.All(Sent, resource => Assert.Equal(0, _server.Counts().Documents.Of(resource)));
    }

    /// <summary>Rewrites a journal as if its run had been killed.</summary>
    private static void Continue(string journal, string planned, string instead)
    {
        uint chain = 0;
        using var file = new MemoryStream();
        foreach (var line in File.ReadAllLines(journal).Select(static l => l[..^JournalLine.MarkLength]).Where(static l => !l.StartsWith("e ", StringComparison.Ordinal)))
        {
            file.Write(JournalLine.Write(planned.Length == 0 ? line : line.Replace(planned, instead, StringComparison.Ordinal), ref chain));
        }

        File.WriteAllBytes(journal, file.ToArray());
    }

    private async Task RunAsync(params string[] args)
    {
        var code = await _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. args]);
        Assert.True(code == ExitCode.Success, $"{code}: {_cli.Output}");
    }
}
