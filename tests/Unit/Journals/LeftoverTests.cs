using System.Diagnostics;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>What a simulator was left with, held against what is found of it.</summary>
public sealed class LeftoverTests : ConnectedTests, IDisposable
{
    private const double Frozen = 600_000;
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("run.journal");

    private long Documents => Server.Counts().Documents.Total;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nothing_is_left_by_a_run_that_ended_well()
    {
        await RunAsync(Journals.Plan(oneByOne: true) with { BatchCount = 20 });

        Assert.Empty(JournalContent.Read(Path).Suspects());
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task A_removal_that_is_cut_off_keeps_what_became_of_each_document()
    {
        await RunAsync(Journals.Plan(oneByOne: true) with { BatchCount = 5, DeleteResources = false });
        using var stop = new CancellationTokenSource();
        var client = new StoppingClient(Connection.GetResources(), stop, deletes: 3);
        var search = new LeftoverSearch(client, JournalContent.Read(Path), 1);
        var found = await search.FindAsync(progress: null, default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.RemoveAsync(found, stop.Token));

        Assert.Equal(
            [LeftoverState.Removed, LeftoverState.Removed, LeftoverState.Unknown, LeftoverState.Found, LeftoverState.Found],
            search.Removed.Select(static l => l.State));
    }

    [Fact]
    public async Task What_a_run_kept_is_found_and_removed()
    {
        await RunAsync(Journals.Plan(oneByOne: true) with { BatchCount = 20, DeleteResources = false });
        Assert.Equal(20, Documents);

        var search = Search();
        var found = await search.FindAsync(progress: null, default);

        Assert.Equal((20, 20), (found.Count, found.Select(static l => l.NaturalKey).Distinct().Count()));
        Assert.All(found, static l => Assert.Equal((LeftoverReason.Kept, LeftoverState.Found, "students"), (l.Reason, l.State, l.Resource)));
        Assert.All(await search.RemoveAsync(found, default), static l => Assert.Equal(LeftoverState.Removed, l.State));
        Assert.All(await search.RemoveAsync(found, default), static l => Assert.Equal(LeftoverState.Gone, l.State));
        Assert.Equal(0, Documents);
        Assert.Empty(await FindAsync());

        using var other = await Load.ConnectAsync(Server); // one that has seen no student
        Assert.All(
            await new LeftoverSearch(other.GetResources(), JournalContent.Read(Path), 4).RemoveAsync(found, default),
            static l => Assert.Equal(LeftoverState.Unknown, l.State));
    }

    [Fact]
    public async Task Triples_that_were_cut_off_are_found_exactly()
    {
        using var journal = RunJournal.Create(Path, Journals.Header(Journals.Plan(oneByOne: true), Server.BaseUrl), force: false);
        var plan = Journals.Plan(oneByOne: true) with { BatchCount = null, Duration = TimeSpan.FromMinutes(10), ClientCount = 16 }; // so many that one of them is in the middle of a triple
        var load = LoadRun.Start(Connection, plan, new RunOptions { RunId = Journals.Id, Journal = journal });
        await FreezeWithDocumentsAsync();

        load.Cancel();
        await load.Completion.WaitAsync(Load.Bound);
        Server.Change(static o => o with { LatencyTransactionMs = 0 });

        var found = await FindAsync();
        Assert.Equal(Documents, found.Count);
        Assert.All(found, static l => Assert.Equal(LeftoverReason.Unknown, l.Reason));
        await RemoveAsync(found);
        Assert.Equal(0, Documents);
    }

    [Fact]
    public async Task Parents_go_last()
    {
        await FixtureSet.InitializeAsync(Connection.GetResources(), new FixtureKeys());
        var before = Documents;
        await RunAsync(Journals.Plan("StudentSchoolAssociation", oneByOne: true) with { BatchCount = 5, DeleteResources = false });
        Assert.Equal(before + 10, Documents);

        var found = await FindAsync();

        Assert.Equal(["studentSchoolAssociations", "students"], found.Take(2).Select(static l => l.Resource));
        Assert.All(await RemoveAsync(found), static l => Assert.Equal(LeftoverState.Removed, l.State));
        Assert.Equal(before, Documents);
    }

    [Fact]
    public async Task A_batch_that_was_in_doubt_is_looked_at_and_no_other()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(server: Server.BaseUrl), force: false))
        {
            journal.Reserve(1, 1);
            journal.Doubt(1, 3);
            journal.Mark(TimeSpan.FromSeconds(1), [(1, 6)]);
            journal.End(TimeSpan.FromSeconds(1), StopReason.Duration);
        }

        foreach (var sequence in new[] { 2, 3 })
        {
            var document = $$"""{"studentUniqueId":"{{new BatchKey(Journals.Id, 1, sequence).Format(1)}}","birthDate":"2010-05-06","firstName":"Ada","lastSurname":"Lovelace"}""";
            Assert.Equal(201, (await Connection.GetResources().PostAsync("students", System.Text.Encoding.UTF8.GetBytes(document), default)).Status);
        }

        var left = Assert.Single(await FindAsync());

        Assert.Equal((1, 3L, 1, LeftoverReason.Unknown), (left.Client, left.Sequence, left.Triple, left.Reason));
        Assert.Equal($$"""{"studentUniqueId":"{{new BatchKey(Journals.Id, 1, 3).Format(1)}}"}""", left.NaturalKey);
    }

    [Fact]
    public async Task What_the_server_refuses_to_delete_says_so()
    {
        await RunAsync(Journals.Plan(oneByOne: true) with { BatchCount = 1, DeleteResources = false });
        var found = await FindAsync();
        Server.Change(static o => o with { Forbid = "students" });

        var refused = Assert.Single(await RemoveAsync(found));

        Assert.Equal(LeftoverState.Refused, refused.State);
        Assert.StartsWith("403 ", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rest_of_a_run_uses_no_key_again()
    {
        Server.Change(static o => o with { LatencyTransactionMs = 200 }); // or all are through before the stop
        var first = await RunAsync(Journals.Plan() with { BatchCount = 30 }, stopAfter: 5);
        Server.Change(static o => o with { LatencyTransactionMs = 0 });
        var resumed = ResumedRun.Read(Path);
        Assert.Equal(30 - resumed.Content.Begun, resumed.Plan.BatchCount);
        using var journal = RunJournal.Continue(Path);

        var load = Load.Start(Connection, resumed.Plan, new RunOptions { RunId = resumed.Id, Journal = journal });
        var rest = await Load.FinishAsync(load);

        Assert.Equal(resumed.Plan.BatchCount, rest.Count);
        Assert.All(rest, r => Assert.Equal(first[0].RunId, r.RunId));
        Assert.Equal(first.Count + rest.Count, first.Concat(rest).Select(static r => (r.Client, r.Sequence)).Distinct().Count());
        Assert.Equal(StopReason.BatchCount, JournalContent.Read(Path).Ended);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_ends_the_run_and_says_why()
    {
        var journal = RunJournal.Create(Path, Journals.Header(), force: false);
        journal.Dispose();

        var load = Load.Start(Connection, Journals.Plan() with { BatchCount = 1_000_000 }, new RunOptions { Journal = journal });
        await Load.FinishAsync(load);

        Assert.Equal(StopReason.ResultFileFailed, load.Run.StopReason);
    }

    [Fact]
    public async Task A_journal_shows_no_secret()
    {
        RunJournal.Create(Path, Journals.Header(), force: false).Dispose();

        var text = await File.ReadAllTextAsync(Path);

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains("http://h/dms/", text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Holds every request once clients are in the middle of triples of their own: a request that is held stays so, and holding those of
    /// clients that have only just begun would leave no document for ever.
    /// </summary>
    private async Task FreezeWithDocumentsAsync()
    {
        Server.Change(static o => o with { LatencyTransactionMs = 2, LatencyJitter = 0.5 });
        var began = Stopwatch.GetTimestamp();
        while (!Server.Counts().Resources.TryGetValue("students DELETE", out var deletes) || deletes < 100)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Load.Bound, "The load never came under way.");
            await Task.Delay(20);
        }

        Server.Change(static o => o with { LatencyTransactionMs = Frozen });
        await Task.Delay(100); // what had begun before ends
        Assert.NotEqual(0, Documents);
    }

    private async Task<IReadOnlyList<BatchResult>> RunAsync(RunPlan plan, int stopAfter = int.MaxValue)
    {
        using var journal = RunJournal.Create(Path, Journals.Header(plan, Server.BaseUrl), force: false);
        var load = LoadRun.Start(Connection, plan, new RunOptions { RunId = Journals.Id, Journal = journal, StreamResults = true });
        var results = new List<BatchResult>();
        while (await load.Results!.WaitToReadAsync())
        {
            while (load.Results.TryRead(out var result))
            {
                results.Add(result);
                if (results.Count == stopAfter)
                {
                    load.Stop(StopReason.StopRequested);
                }
            }
        }

        await load.Completion.WaitAsync(Load.Bound);
        return results;
    }

    private Task<IReadOnlyList<BatchLeftover>> FindAsync() => Search().FindAsync(progress: null, default);

    private Task<IReadOnlyList<BatchLeftover>> RemoveAsync(IReadOnlyList<BatchLeftover> found) => Search().RemoveAsync(found, default);

    private LeftoverSearch Search() => new(Connection.GetResources(), JournalContent.Read(Path), 4);
}
