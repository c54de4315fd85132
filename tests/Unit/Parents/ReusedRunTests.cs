using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Leftovers;
using EdFi.BatchPerf.Jobs.Parents;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.Documents;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Parents;

/// <summary>Loads of a template whose parents are reused, by every way to send and delete.</summary>
public sealed class ReusedRunTests : IAsyncLifetime, IDisposable
{
    private readonly CliRunner _cli = new();
    private readonly TemplateFixture _templates = new();
    private string _template = "";
    private SimulatorHost _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions());
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
        _template = _templates.Write("enrolments.json", Pooled.Template);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _templates.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3, "--contention", "OppositeOrder", "SharedParents")]
    [InlineData(4, "--arrivalRate", "200")]
    public async Task A_load_makes_its_parents_once_for_each_client_and_deletes_them(int clients, params string[] more)
    {
        await RunAsync(["-c", $"{clients}", "--batchCount", "12", "-bt", "2", "--resultPath", _cli.File("results.csv"), .. more]);

        var counts = _server.Counts();
        Assert.Equal((2 * clients * 2, 3 * 12 * 2), (counts.OperationsByResource["students"].Committed, counts.OperationsByResource["studentSchoolAssociations"].Committed));
        Assert.Equal((0, 0), (counts.Documents.Of("students"), counts.Documents.Of("studentSchoolAssociations")));
        var run = RunJson.Read(_cli.File("results.run.json"));
        Assert.Equal((2L * clients, 2L * clients, 12L), (run.ParentsCreated, run.ParentsDeleted, run.Totals.Batches));
        Assert.Equal(run.Totals.OperationsSent, run.Totals.OperationsCommitted);
        Assert.Contains($"Created {2 * clients} parents that the batches reuse", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-t", "volume", "--deleteResources", "true")]
    [InlineData("-bt", "1", "--contention", "OverlappingKeys")]
    public async Task Where_parents_cannot_be_reused_every_triple_makes_its_own(params string[] args)
    {
        await RunAsync(["-c", "1", "--batchCount", "4", .. args]);

        var counts = _server.Counts();
        Assert.Equal(4, args[0] == "-t" ? counts.Resources["students POST"] : counts.OperationsByResource["students"].Committed / 2);
        Assert.Equal((0, 0), (counts.Documents.Of("students"), counts.Documents.Of("studentSchoolAssociations")));
        Assert.DoesNotContain("parents that the batches reuse", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--testAtomicity", "--position", "Middle")]
    [InlineData("--measureBatchSize", "1", "2", "--repeat", "1", "--duration", "100ms")]
    [InlineData("--findCapacity", "Clients", "--capacityStart", "1", "--capacityMaximum", "1", "--threshold", "failureRate < 50%", "--drainTime", "1ms", "--duration", "100ms")]
    public async Task Every_question_takes_the_template_and_leaves_nothing(params string[] args)
    {
        await _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. args, "--scenarioPath", _template, "-tl", "SchoolEnrolment"]);

        var counts = _server.Counts();
        Assert.True(counts.OperationsByResource["students"].Committed > 0, _cli.Output);
        Assert.Equal((0, 0), (counts.Documents.Of("students"), counts.Documents.Of("studentSchoolAssociations")));
    }

    [Fact]
    public async Task Clients_that_have_no_parents_cannot_be_added_while_the_run_lasts()
    {
        using var connection = await Load.ConnectAsync(_server);
        await using var load = LoadRun.Start(connection, Pooled.Plan(_template, clients: 3));

        Assert.Equal(3, load.MostLoad);
    }

    [Fact]
    public async Task Parents_are_deleted_once_a_batch_that_was_given_up_lets_go_of_them()
    {
        using var connection = await Load.ConnectAsync(_server);
        await RunAsync("-c", "1", "--batchCount", "1"); // fixtures
        var before = _server.Counts().BatchRequests;
        var plan = Pooled.Plan(_template, clients: 1);
        using var host = new RecordingJobHost();
        using var parents = new ClientParents(host, connection, plan, Journals.Journals.Id, journal: null, earlier: []);
        await parents.CreateAsync();
        var child = await ChildAsync(connection, plan, client: 0, triple: 0);

        var deleting = parents.DeleteAsync();
        await Signals.UntilAsync(() => _server.Counts().BatchRequests > before + 1);
        Assert.Equal(204, (await connection.GetResources().DeleteAsync("studentSchoolAssociations", child, default)).Status);
        await deleting;

        Assert.Equal((2L, 2L), (parents.Created, parents.Deleted));
        Assert.Empty(host.Warnings);
    }

    [Fact]
    public async Task A_parent_that_something_refers_to_stays_alone_and_is_named_where_no_journal_does()
    {
        using var connection = await Load.ConnectAsync(_server);
        await RunAsync("-c", "1", "--batchCount", "1"); // fixtures
        var plan = Pooled.Plan(_template, clients: 1, triples: 3);
        using var host = new RecordingJobHost();
        using var parents = new ClientParents(host, connection, plan, Journals.Journals.Id, journal: null, earlier: []);
        await parents.CreateAsync();
        await ChildAsync(connection, plan, client: 0, triple: 2);

        await parents.DeleteAsync();

        Assert.Equal((1, 2L), (_server.Counts().Documents.Of("students"), parents.Deleted));
        var warning = Assert.Single(host.Warnings);
        Assert.StartsWith("1 parent ", warning, StringComparison.Ordinal);
        var key = new BatchKey(Journals.Journals.Id, 0, BatchKey.ReusedSequence);
        Assert.EndsWith($"among them are students {{\"studentUniqueId\":\"{key.Format(2)}\"}}.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_found_and_deleted_children_first()
    {
        using var connection = await Load.ConnectAsync(_server);
        await RunAsync("-c", "1", "--batchCount", "1"); // fixtures
        var plan = Pooled.Plan(_template, clients: 2, triples: 3);
        var path = _cli.File("run.journal");
        using (var journal = RunJournal.Create(path, JournalHeader.Of(Journals.Journals.Id, _server.BaseUrl, plan, Pooled.Options(3), [_template]), force: false))
        using (var host = new RecordingJobHost())
        {
            using var parents = new ClientParents(host, connection, plan, Journals.Journals.Id, journal, earlier: []);
            await parents.CreateAsync();
            journal.Reserve(1, 1);
        }

        await ChildAsync(connection, plan, client: 1, triple: 2); // as if a server had kept a part of a batch
        using var remover = new RecordingJobHost();

        var found = await new LeftoverJob(remover).RunAsync(path, _ => Task.FromResult(connection), remove: true);

        Assert.Equal(7, found.Documents.Count);
        Assert.Equal((LeftoverReason.InFlight, "studentSchoolAssociations"), (found.Documents[0].Reason, found.Documents[0].Resource));
        Assert.All(found.Documents.Skip(1), static l => Assert.Equal((LeftoverReason.Reused, "students", 0L), (l.Reason, l.Resource, l.Sequence)));
        Assert.All(found.Documents, static l => Assert.Equal(LeftoverState.Removed, l.State));
        Assert.Equal((0, 0), (_server.Counts().Documents.Of("students"), _server.Counts().Documents.Of("studentSchoolAssociations")));
    }

    [Fact]
    public async Task A_run_that_goes_on_makes_them_again()
    {
        var plan = Pooled.Plan(_template, clients: 2);
        var path = _cli.File("run.journal");
        await RunAsync("-c", "1", "--batchCount", "1"); // fixtures
        using (var connection = await Load.ConnectAsync(_server))
        using (var journal = RunJournal.Create(path, JournalHeader.Of(Journals.Journals.Id, _server.BaseUrl, plan, Pooled.Options(), [_template]), force: false))
        using (var host = new RecordingJobHost())
        {
            using var parents = new ClientParents(host, connection, plan, Journals.Journals.Id, journal, earlier: []);
            await parents.CreateAsync(); // and the process is killed
        }

        Assert.Equal(4, _server.Counts().Documents.Of("students"));

        Assert.Equal(ExitCode.Success, await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "--resume", path));

        Assert.Equal(0, _server.Counts().Documents.Of("students"));
        Assert.Empty(JournalContent.Read(path).Parents);
    }

    [Fact]
    public async Task A_reused_parent_with_a_number_carries_what_refers_to_it_after_a_look_at_the_servers_list()
    {
        await File.WriteAllTextAsync(_template, """
            { "name": "SchoolEnrolment", "resource": "academicWeeks", "keyFields": ["weekIdentifier", "schoolId"], "update": { "totalInstructionalDays": 4 },
              "before": [{ "resource": "schools", "reuse": true, "keyFields": ["schoolId"], "document": { "schoolId": "{{#reused.key}}", "nameOfInstitution": "No. {{company.companyName}}",
                "gradeLevels": [{ "gradeLevelDescriptor": "{{fixture.gradeLevelDescriptor}}" }],
                "educationOrganizationCategories": [{ "educationOrganizationCategoryDescriptor": "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School" }] } }],
              "document": { "weekIdentifier": "Week 1", "schoolReference": { "schoolId": "{{#reused.key}}" }, "beginDate": "2025-01-06", "endDate": "2025-01-10", "totalInstructionalDays": 5 } }
            """);

        await RunAsync("-c", "2", "--batchCount", "6", "-bt", "2");

        var counts = _server.Counts();
        Assert.Equal((3 * 12, 2 * 4), (counts.OperationsByResource["academicWeeks"].Committed, counts.OperationsByResource["schools"].Committed));
        Assert.Equal((1, 0), (counts.Documents.Of("schools"), counts.Documents.Of("academicWeeks")));
        Assert.True(counts.Resources["schools GET"] > 0);
    }

    [Fact]
    public async Task A_reference_with_the_wrong_key_is_told_which_one_the_parent_has()
    {
        await File.WriteAllTextAsync(_template, Pooled.Template.Replace("\"studentReference\": { \"studentUniqueId\": \"{{reused.key}}\"", "\"studentReference\": { \"studentUniqueId\": \"{{key}}\"", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Usage, await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "-t", "batch-volume", "--batchCount", "1", "--scenarioPath", _template, "-tl", "SchoolEnrolment"));

        Assert.Contains("studentReference.studentUniqueId is '{{key}}', and the document that 'before' creates has '{{reused.key}}'; write that", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_parent_ends_the_load_before_it_begins()
    {
        await File.WriteAllTextAsync(_template, Pooled.Template.Replace("\"2010-05-06\"", "\"a day\"", StringComparison.Ordinal));

        Assert.NotEqual(ExitCode.Success, await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "-t", "batch-volume", "-c", "2", "--batchCount", "4", "--scenarioPath", _template, "-tl", "SchoolEnrolment"));

        Assert.Contains("ParentsRefused", _cli.Output, StringComparison.Ordinal);
        Assert.False(_server.Counts().OperationsByResource.TryGetValue("studentSchoolAssociations", out var sent) && sent.Total > 0);
        Assert.Equal(0, _server.Counts().Documents.Of("students"));
    }

    /// <summary>Creates what the first batch of a client creates.</summary>
    private static async Task<DocumentId> ChildAsync(ApiConnection connection, RunPlan plan, int client, int triple)
    {
        var child = new System.Buffers.ArrayBufferWriter<byte>();
        plan.Scenarios[0].Scenario.WriteDocument(child, new BatchKey(Journals.Journals.Id, client, 1), triple, 0);
        var answer = await connection.GetResources().PostAsync("studentSchoolAssociations", child.WrittenMemory.ToArray(), default);
        Assert.Equal(201, answer.Status);
        return answer.Id!;
    }

    private async Task RunAsync(params string[] args)
    {
        string[] type = args.Contains("-t") ? [] : ["-t", "batch-volume"];
        var code = await _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. type, .. args, "--scenarioPath", _template, "-tl", "SchoolEnrolment"]);
        Assert.True(code == ExitCode.Success, $"{code}: {_cli.Output}");
    }
}
