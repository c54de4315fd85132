using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios made of a server's metadata and tried out on it, over real sockets.</summary>
public sealed class ScenarioJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scenarios").FullName;
    private readonly RecordingJobHost _host = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _host.Dispose();
    }

    [Fact]
    public async Task Every_resource_is_made_tried_out_and_leaves_nothing_but_fixtures()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full });
        using var connection = await ConnectAsync(server);

        var rows = await RunAsync(connection, new ScenarioRequest { Folder = _folder, Verify = true, CreateMissing = true });

        Assert.All(rows, static r => Assert.True(
            r.State is ScenarioTemplateState.Verified or ScenarioTemplateState.BuiltIn || r.Resource == "schoolYearTypes",
            r.ToString()));
        Assert.Contains(rows, static r => r is { State: ScenarioTemplateState.Verified, Tries: 1 });
        var fixtures = rows.SelectMany(static r => r.Fixtures).Distinct().Count() + 6;
        var documents = server.Counts().Documents.ByResource.Where(static d => !d.Key.EndsWith("Descriptors", StringComparison.Ordinal));
        Assert.Equal(fixtures, documents.Sum(static d => d.Value));
        Assert.Empty(_host.Warnings);
    }

    [Fact]
    public async Task Only_what_the_chosen_resources_stand_on_has_to_be_there_and_what_stands_on_nothing_is_a_row_with_the_reason()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full, NoClaim = "locations;sessions" });
        using var connection = await ConnectAsync(server);

        var rows = await RunAsync(connection, new ScenarioRequest { Folder = _folder, Resources = ["calendars", "courseOfferings"], Verify = true, CreateMissing = true });

        Assert.Equal(ScenarioTemplateState.Verified, rows.Single(static r => r.Resource == "calendars").State);
        var other = rows.Single(static r => r.Resource == "courseOfferings");
        Assert.Equal(ScenarioTemplateState.Made, other.State);
        Assert.Contains("its fixture sessions could not be made: GET sessions", other.Reason, StringComparison.Ordinal);

        var catalog = ScenarioCatalog.Load([_folder]); // a load asks for no more
        var report = await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys(), new FixtureOptions { Scenario = catalog.FixturesOf(["calendars"]) });
        Assert.Equal(["sessions", "courseOfferings", "locations"], report.NotMade.Select(static f => f.Resource));
        foreach (var scenario in new[] { "courseOfferings", "sections" })
        {
            var options = new FixtureOptions { Scenario = catalog.FixturesOf([scenario]) };
            Assert.Equal("FixtureRefused", (await Assert.ThrowsAsync<BatchPerfException>(() => FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys(), options))).ErrorId);
        }
    }

    [Fact]
    public async Task A_file_of_a_resource_of_which_nothing_can_be_made_any_more_is_moved_where_no_load_reads_it()
    {
        var stale = Path.Combine(_folder, "fiscalPeriods.json");
        await File.WriteAllTextAsync(stale, "{}");
        var request = new ScenarioRequest
        {
            Folder = _folder, Resources = ["fiscalPeriods", "programs"], OpenApiPath = Specification.Small.ServedResources, DescriptorsPath = Specification.Small.ServedDescriptors, Force = true,
        };

        await RunAsync(null, request);

        Assert.Contains("fiscalPeriods.json.old, which no load reads", Assert.Single(_host.Warnings), StringComparison.Ordinal);
        Assert.Equal(("{}", false), (await File.ReadAllTextAsync(stale + ".old"), File.Exists(stale)));
        Assert.Contains("programs", ScenarioCatalog.Load([_folder]).Scenarios.Select(static s => s.Name));
    }

    [Fact]
    public async Task A_fixture_that_the_server_did_not_show_and_its_post_changed_is_named()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Openapi = Specification.Small.ServedResources, OpenapiDescriptors = Specification.Small.ServedDescriptors, ClaimSet = ClaimSet.Full,
            QueryMapping = QueryMapping.TryParse("programs=hidden")!,
        });
        using var connection = await ConnectAsync(server);
        var request = new ScenarioRequest { Folder = _folder, Resources = ["studentProgramAssociations"], Verify = true, CreateMissing = true, Force = true };
        await RunAsync(connection, request);
        Assert.Empty(_host.Warnings);

        await RunAsync(connection, request);

        var warning = Assert.Single(_host.Warnings);
        Assert.StartsWith("programs {", warning, StringComparison.Ordinal);
        Assert.Contains("has been updated", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_declines_has_nothing_written_anywhere()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ConnectAsync(server);
        using var declines = new RecordingJobHost { Answer = false };
        var batches = server.Counts().BatchRequests;

        var rows = await new ScenarioJob(declines).RunAsync(connection, new ScenarioRequest { Folder = _folder, Verify = true }, new FixtureKeys());

        Assert.Contains(rows, static r => r.State == ScenarioTemplateState.Possible);
        Assert.Empty(Directory.EnumerateFiles(_folder));
        Assert.Equal(0, server.Counts().Documents.Total);
        Assert.Equal(batches, server.Counts().BatchRequests);
    }

    [Fact]
    public async Task Files_that_are_there_stay_without_force_and_others_keep_their_fixtures_with_it()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ConnectAsync(server);
        await RunAsync(connection, new ScenarioRequest { Folder = _folder, Resources = ["calendars"] });
        var before = await File.ReadAllTextAsync(Path.Combine(_folder, "calendars.json"));

        var refused = await Assert.ThrowsAsync<BatchPerfException>(
            () => RunAsync(connection, new ScenarioRequest { Folder = _folder, Resources = ["calendars", "courses"] }));

        Assert.Equal("ScenarioFileExists", refused.ErrorId);
        Assert.False(File.Exists(Path.Combine(_folder, "courses.json")));
        await RunAsync(connection, new ScenarioRequest { Folder = _folder, Resources = ["calendars", "courses"], Force = true });
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(_folder, "calendars.json")));
        Assert.True(File.Exists(Path.Combine(_folder, "courses.json")));
    }

    [Theory]
    [InlineData("calender", "UnknownResource", "Did you mean 'calendars'?")]
    [InlineData("zzz*", "UnknownResource", "The server has no resource 'zzz*'")]
    public async Task A_resource_that_the_server_does_not_have_is_named_with_the_nearest(string name, string errorId, string says)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ConnectAsync(server);

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(connection, new ScenarioRequest { Folder = _folder, Resources = [name] }));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MetadataState.Unlisted)]
    [InlineData(MetadataState.NotFound)]
    [InlineData(MetadataState.Damaged)]
    public async Task Metadata_that_cannot_be_read_is_an_error_that_names_the_way_without_the_server(MetadataState state)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Metadata = state });
        using var connection = await ConnectAsync(server);

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(connection, new ScenarioRequest { Folder = _folder }));

        Assert.Equal("MetadataUnreadable", error.ErrorId);
        Assert.Contains("OpenApiPath", error.NextStep, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false, "by hand")]
    [InlineData(true, "BatchPerf")]
    public async Task A_fixture_that_was_edited_stays_as_it_is_without_force(bool force, string expected)
    {
        var path = await EditedAsync(static text => text.Replace("BatchPerf", "by hand", StringComparison.Ordinal));
        var edited = await File.ReadAllTextAsync(path);

        await RunAsync(null, Offline() with { Force = force });

        Assert.Contains(expected, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Equal(force ? edited : null, File.Exists(path + ".old") ? await File.ReadAllTextAsync(path + ".old") : null);
        Assert.Equal(force ? 1 : 0, _host.Warnings.Count(static w => w.Contains("_fixtures.json.old, which no load reads", StringComparison.Ordinal)));
    }

    /// <summary>Comments, members of the root and a second fixture of a name cannot be carried over.</summary>
    [Fact]
    public async Task What_a_file_of_fixtures_was_before_one_is_added_to_it_is_kept_beside_it()
    {
        var path = Path.Combine(_folder, ScenarioFiles.FixturesName);
        const string mine = """
            { "kind": "fixtures", "description": "mine", // a comment
              "documents": [ { "name": "a", "resource": "programs", "document": {}, "keyFields": [] }, { "name": "a", "resource": "programs", "document": {}, "keyFields": [] } ] }
            """;
        await File.WriteAllTextAsync(path, mine);

        await RunAsync(null, Offline());

        Assert.NotEqual(mine, await File.ReadAllTextAsync(path));
        Assert.Equal(mine, await File.ReadAllTextAsync(path + ".old"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "kind": "fixtures", "documents": {} }""")]
    [InlineData("""{ "kind": "fixtures", "documents": [ 1 ] }""")]
    [InlineData("""{ "kind": "fixtures", "documents": [ { "name": "a", "name": "b" } ] }""")]
    [InlineData("{ damaged")]
    public async Task A_file_of_fixtures_that_is_not_understood_stays_and_nothing_is_written(string text)
    {
        var path = Path.Combine(_folder, ScenarioFiles.FixturesName);
        await File.WriteAllTextAsync(path, text);

        var refusal = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(null, Offline() with { Force = true }));

        Assert.Equal("ScenarioTemplateInvalid", refusal.ErrorId);
        Assert.Equal(text, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task A_file_that_is_moved_aside_takes_no_other_ones_place()
    {
        var stale = Path.Combine(_folder, "fiscalPeriods.json");
        await File.WriteAllTextAsync(stale, "{}");
        await File.WriteAllTextAsync(stale + ".old", "older");

        await RunAsync(null, new ScenarioRequest
        {
            Folder = _folder, Resources = ["fiscalPeriods", "programs"], OpenApiPath = Specification.Small.ServedResources, DescriptorsPath = Specification.Small.ServedDescriptors, Force = true,
        });

        Assert.Equal(("older", "{}"), (await File.ReadAllTextAsync(stale + ".old"), await File.ReadAllTextAsync(stale + ".old2")));
    }

    [Fact]
    public async Task Files_are_enough_and_nothing_is_sent()
    {
        var rows = await RunAsync(null, new ScenarioRequest
        {
            Folder = _folder,
            OpenApiPath = Specification.Small.ServedResources,
            DescriptorsPath = Specification.Small.ServedDescriptors,
        });

        Assert.Contains(rows, static r => r is { Resource: "programs", State: ScenarioTemplateState.Made });
        Assert.Contains(rows, static r => r is { Resource: "fiscalPeriods", State: ScenarioTemplateState.Impossible, Reason: not null });
        Assert.True(File.Exists(Path.Combine(_folder, ScenarioFiles.FixturesName)));
    }

    [Fact]
    public async Task Fixtures_that_were_added_by_hand_stay_in_their_file()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await ConnectAsync(server);
        var path = Path.Combine(_folder, ScenarioFiles.FixturesName);
        await File.WriteAllTextAsync(path, """{ "kind": "fixtures", "documents": [ { "name": "mine", "resource": "locations", "document": {}, "keyFields": [] }, ] } // mine""");

        await RunAsync(connection, new ScenarioRequest { Folder = _folder, Resources = ["calendarDates"] });

        Assert.Contains("\"name\": \"mine\"", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(false, false, "StateRoster")]
    public async Task What_excludes_or_needs_each_other_is_refused(bool verify, bool create, string? preset)
    {
        var request = new ScenarioRequest
        {
            Folder = _folder, OpenApiPath = Specification.Small.ServedResources, Verify = verify, CreateMissing = create, Preset = preset,
            Resources = preset is null ? [] : ["programs"],
        };

        Assert.Equal("ScenarioRequestInvalid", (await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(null, request))).ErrorId);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private static Task<ApiConnection> ConnectAsync(SimulatorHost simulator) => ApiConnection.OpenAsync(
        new ConnectOptions { BaseUrl = simulator.BaseUrl, Key = simulator.Options.Key, Secret = simulator.Options.Secret },
        tell: null,
        CancellationToken.None);

    private ScenarioRequest Offline() => new()
    {
        Folder = _folder, OpenApiPath = Specification.Small.ServedResources, DescriptorsPath = Specification.Small.ServedDescriptors,
    };

    /// <summary>Makes scenarios, edits their fixtures, and leaves no other file.</summary>
    private async Task<string> EditedAsync(Func<string, string> edit)
    {
        await RunAsync(null, Offline());
        var path = Path.Combine(_folder, ScenarioFiles.FixturesName);
        await File.WriteAllTextAsync(path, edit(await File.ReadAllTextAsync(path)));
        foreach (var file in Directory.GetFiles(_folder).Where(f => f != path))
        {
            File.Delete(file);
        }

        return path;
    }

    private Task<IReadOnlyList<BatchScenarioTemplate>> RunAsync(ApiConnection? connection, ScenarioRequest request)
        => new ScenarioJob(_host).RunAsync(connection, request, new FixtureKeys());
}
