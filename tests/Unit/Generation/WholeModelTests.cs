using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Parents;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Metadata;
using Xunit.Abstractions;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>What all resources of data standard 5.1 do with the scenarios that were made of them.</summary>
public sealed class WholeModelTests(MadeModel made, ITestOutputHelper output) : IClassFixture<MadeModel>
{
    private const int Built = 6; // fixtures below the agency, which is there

    [SharedFact]
    public void They_are_made_with_few_requests_and_leave_nothing_but_fixtures()
    {
        Made.Check(made.Rows, 130 - Made.BuiltIn, firstTry: true, output);
        var fixtures = made.Rows.SelectMany(static r => r.Fixtures).Distinct().Count();
        Assert.Equal(fixtures + Built, made.Counts.Documents.ByResource.Where(static d => !d.Key.EndsWith("Descriptors", StringComparison.Ordinal)).Sum(static d => d.Value));
        Assert.Empty(made.Warnings);
        var requests = made.Counts.Resources.Sum(static r => r.Value) + made.Counts.BatchRequests + made.Counts.TokenRequests;
        output.WriteLine($"{requests} requests, {made.Counts.BatchRequests} of them batches; {fixtures} fixtures");
        Assert.InRange(requests, 1, 400);
    }

    [SharedFact]
    public async Task Two_batches_of_each_as_large_as_the_server_takes_them_pass()
    {
        var before = made.Documents;

        await FullBatches.AssertCommittedAsync(made.Connection, made.Catalog, made.Names, output);

        Assert.Equal(130, made.Names.Count);
        Assert.Equal(before, made.Documents);
    }

    [SharedFact]
    public async Task With_pooled_parents_each_takes_three_operations_a_record_and_leaves_nothing()
    {
        const int Triples = 3;
        using var host = new RecordingJobHost();
        using var directory = new Reporting.TemporaryDirectory();
        var rows = await new ScenarioJob(host).RunAsync(made.Connection, new ScenarioRequest { Folder = directory.File("pooled"), ReuseParents = true }, new FixtureKeys());
        var catalog = ScenarioCatalog.Load([directory.File("pooled")]).HeldAgainst(SharedMetadata.Read("dms-5.1-resources"));
        var scenarios = new ScenarioFactory(catalog).Create(made.Names, new ScenarioOptions { PoolSize = 2, TripleCount = Triples, ReuseParents = true });
        var pooled = scenarios.Where(static s => s.Reused is not null).ToList();
        var plan = new RunPlan
        {
            Scenarios = [.. scenarios.Select(static s => new ScenarioShare(s))],
            ClientCount = scenarios.Count, // one for each
            BatchCount = 3 * scenarios.Count,
            SpawnRate = 1_000_000,
        };
        var (id, before) = (RunId.New(), made.Documents);
        using var parents = new ClientParents(host, made.Connection, plan, id, journal: null, earlier: []);

        await parents.CreateAsync();
        var load = LoadRun.Start(made.Connection, plan, new RunOptions { RunId = id });
        await load.Completion.WaitAsync(Load.Bound);
        await parents.DeleteAsync();

        output.WriteLine($"{pooled.Count} scenarios with reused parents, {parents.Created} parents");
        Assert.All(rows.Where(static r => r.OperationsPerRecord > 0), static r => Assert.Equal(3, r.OperationsPerRecord));
        Assert.All(pooled, static s => Assert.Equal(3 * Triples, s.Shape.Count));
        Assert.InRange(pooled.Count, 60, scenarios.Count);
        Assert.True(load.Run.Totals.Failed == 0, load.Run.FailureSummary);
        Assert.Equal((pooled.Sum(static s => (long)s.Reused!.Count), parents.Created), (parents.Created, parents.Deleted));
        Assert.Equal(before, made.Documents);
    }

    [SharedFact]
    public async Task What_a_run_leaves_of_any_of_them_is_found_and_removed_on_a_server_whose_queries_miss_much()
    {
        using var directory = new Reporting.TemporaryDirectory();
        var path = directory.File("run.journal");
        var options = new ScenarioOptions { TripleCount = 1, PoolSize = 1, OneByOne = true };
        var scenarios = new ScenarioFactory(made.Catalog).Create(made.Names, options);
        var plan = new RunPlan
        {
            Scenarios = [.. scenarios.Select(static s => new ScenarioShare(s))],
            TestType = TestType.Volume,
            DeleteResources = false,
            ClientCount = scenarios.Count,
            BatchCount = scenarios.Count,
            SpawnRate = 1_000_000,
            ThinkTime = TimeSpan.FromMinutes(5), // so that each client, and with it each scenario, has one turn; the last ends the run
        };
        var before = made.Documents;
        var id = RunId.New();
        using (var journal = RunJournal.Create(path, JournalHeader.Of(id, made.Server.BaseUrl, plan, options, [made.Folder]), force: false))
        {
            var load = LoadRun.Start(made.Connection, plan, new RunOptions { RunId = id, Journal = journal });
            await load.Completion.WaitAsync(Load.Bound);
            Assert.Equal((0, StopReason.BatchCount), (load.Run.Totals.Failed, load.Run.StopReason));
        }

        var left = made.Documents - before;
        Journals.Journals.ForgetIds(path); // each has to be looked for by its natural key
        made.Server.Change(static o => o with { QueryMapping = QueryMapping.TryParse(QueryMapping.Measured)! });
        try
        {
            using var connection = await Load.ConnectAsync(made.Server); // nothing is known of the server's queries
            var content = JournalContent.Read(path);
            await content.VerifyAsync(connection, CancellationToken.None);
            var search = new LeftoverSearch(connection.GetResources(), content, parallel: 4);

            var found = await search.FindAsync(progress: null, CancellationToken.None);

            output.WriteLine($"{left} documents left, {found.Count} found");
            Assert.All(found, static l => Assert.Equal(LeftoverState.Found, l.State));
            Assert.Equal(left, found.Count);
            Assert.Equal(130, found.Select(static l => l.Scenario).Distinct().Count());
            Assert.All(await search.RemoveAsync(found, CancellationToken.None), static l => Assert.Equal((LeftoverState.Removed, l.Resource), (l.State, l.Resource)));
            Assert.Equal(before, made.Documents);
        }
        finally
        {
            made.Server.Change(static o => o with { QueryMapping = QueryMapping.Faithful });
        }
    }

    [SharedFact]
    public async Task Documents_with_everything_that_may_be_in_them_pass_too()
    {
        using var host = new RecordingJobHost();
        using var directory = new Reporting.TemporaryDirectory();

        var rows = await MadeModel.MakeAsync(host, made.Connection, new ScenarioRequest { Folder = directory.File("full"), Full = true });

        Made.Check(rows, 130 - Made.BuiltIn, firstTry: true, output);
    }

    [SharedFact]
    public async Task A_mix_leaves_out_what_the_server_refused_and_names_it()
    {
        using var host = new RecordingJobHost();
        using var directory = new Reporting.TemporaryDirectory();
        var folder = directory.File("limited");
        made.Server.Change(static o => o with { NoClaim = "staffs" });
        try
        {
            var rows = await MadeModel.MakeAsync(host, made.Connection, new ScenarioRequest { Folder = folder, Preset = "StateRoster" });

            var staffs = rows.Single(static r => r.Resource == "staffs");
            Assert.Equal((ScenarioTemplateState.Refused, 1), (staffs.State, staffs.Tries));
            Assert.Equal(ScenarioTemplateState.Verified, rows.Single(static r => r.Resource == "grades").State);
            var dealt = ScenarioCatalog.Load([folder]).WeightsOf([]).Select(static w => w.Name).ToList();
            Assert.Contains("grades", dealt);
            Assert.DoesNotContain(rows, r => r.State is ScenarioTemplateState.Refused or ScenarioTemplateState.Made && dealt.Contains(r.Resource));
            Assert.Matches(@"Left out, since the server did not take them: [^.]*\bstaffs\b", await File.ReadAllTextAsync(Path.Combine(folder, ScenarioFiles.MixName)));
        }
        finally
        {
            made.Server.Change(static o => o with { NoClaim = "" });
        }
    }

    [SharedFact]
    public async Task A_state_s_year_runs_with_four_clients_without_a_failure()
    {
        using var host = new RecordingJobHost();
        using var directory = new Reporting.TemporaryDirectory();
        var folder = directory.File("roster");
        await MadeModel.MakeAsync(host, made.Connection, new ScenarioRequest { Folder = folder, Preset = "StateRoster" });
        var catalog = await ScenarioCatalog.Load([folder]).VerifyAsync(made.Connection, null, CancellationToken.None);
        var plan = new RunPlan
        {
            Scenarios = new ScenarioFactory(catalog).Deal([], new ScenarioOptions { TripleCount = 10, PoolSize = 4, FixtureKeys = new FixtureKeys() }),
            ClientCount = 4,
            BatchCount = 200,
            SpawnRate = 1_000_000,
        };
        var before = made.Documents;

        var results = await Load.RunAsync(made.Connection, plan);

        Assert.Equal(27, plan.Scenarios.Count);
        Assert.Equal(200, results.Count);
        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.Equal(before, made.Documents);
    }
}
