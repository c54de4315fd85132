using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Parents;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Batches;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Parents;

/// <summary>Parents that clients reuse, created and deleted against the simulator.</summary>
public sealed class ClientParentsTests : ConnectedTests, IDisposable
{
    private const int PerClient = 60;
    private static readonly RunId Run = Journals.Journals.Id;
    private readonly TemporaryDirectory _directory = new();
    private long _connected;

    private long Documents => Server.Counts().Documents.Total;

    private string Path => _directory.File("run.journal");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _connected = Server.Counts().BatchRequests;
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task All_clients_get_theirs_by_batches_that_the_server_takes_and_lose_them_again()
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents()), Run, journal, earlier: []);

        await parents.CreateAsync();

        Assert.Equal((3 * PerClient, 3L * PerClient), (Documents, parents.Created));
        Assert.Equal([(0, 0), (1, 0), (2, 0)], JournalContent.Read(Path).Parents);
        Assert.Equal(_connected + 6, Server.Counts().BatchRequests); // of 50 and 10 operations
        await parents.DeleteAsync();
        Assert.Equal((0, 3L * PerClient), (Documents, parents.Deleted));
        Assert.Empty(JournalContent.Read(Path).Parents);
        Assert.Empty(host.Warnings);
    }

    [Fact]
    public async Task A_refusal_in_the_middle_names_the_document_and_leaves_nothing()
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents { Bad = (1, 55) }), Run, journal, earlier: []);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(parents.CreateAsync);

        Assert.Equal("ParentsRefused", problem.ErrorId);
        Assert.Contains("client 1, students {\"studentUniqueId\":\"" + StudentParents.Key(Run, 1, 55) + "\"}: 400 ", problem.Message, StringComparison.Ordinal);
        Assert.True(parents.Created >= 50);
        Assert.Equal((0, parents.Created), (Documents, parents.Deleted));
        Assert.Empty(JournalContent.Read(Path).Parents);
        Assert.Empty(host.Warnings);
    }

    [Fact]
    public async Task A_stop_while_they_are_created_leaves_nothing()
    {
        using var host = new RecordingJobHost { Showing = static (own, _) => own.RequestStop() };
        using var journal = Journal();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents(), clients: 30), Run, journal, earlier: []);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(parents.CreateAsync);

        Assert.InRange(parents.Created, 1, (30 * PerClient) - 1);
        Assert.Equal((0, parents.Created), (Documents, parents.Deleted));
        Assert.Empty(JournalContent.Read(Path).Parents);
    }

    [Fact]
    public async Task What_cannot_be_deleted_stays_in_the_journal_and_is_warned_of()
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents(), clients: 1), Run, journal, earlier: []);
        await parents.CreateAsync();
        Server.Change(static o => o with { Forbid = "students" });

        await parents.DeleteAsync();

        var warning = Assert.Single(host.Warnings);
        Assert.StartsWith($"60 parents that batches of run {Run} reused may still be on the server: client 0, students ", warning, StringComparison.Ordinal);
        Assert.EndsWith($"{new OptionKey("RemoveLeftover")} deletes what is left, by the journal {Path}.", warning, StringComparison.Ordinal);
        Assert.Equal([(0, 0)], JournalContent.Read(Path).Parents);
    }

    /// <summary>The server deletes, and every answer that says so is lost.</summary>
    [Fact]
    public async Task What_was_deleted_while_connections_broke_is_not_said_to_remain()
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents()), Run, journal, earlier: []);
        await parents.CreateAsync();
        Server.Change(static o => o with { DropAfterRate = 1 });

        await parents.DeleteAsync();

        Assert.Equal((0, 3L * PerClient), (Documents, parents.Deleted));
        Assert.Empty(host.Warnings);
        Assert.Empty(JournalContent.Read(Path).Parents);
    }

    /// <summary>The answer to a batch of creates is lost: what it created is deleted; where nothing is there, it may come still, and is named.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_batch_without_an_answer_created_is_deleted(bool created)
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        var students = new StudentParents { Deleting = () => Server.Change(static o => o with { DropAfterRate = 0, DropRate = 0 }) };
        using var parents = new ClientParents(host, Connection, Plan(students, clients: 1), Run, journal, earlier: []);
        Server.Change(o => created ? o with { DropAfterRate = 1 } : o with { DropRate = 1 });

        await Assert.ThrowsAsync<BatchPerfException>(parents.CreateAsync);

        Assert.Equal((0, created ? 50 : 0), (Documents, parents.Deleted));
        Assert.Equal(created ? 0 : 1, host.Warnings.Count);
        Assert.Equal(created ? 0 : 1, JournalContent.Read(Path).Parents.Count);
    }

    [Fact]
    public async Task Without_a_journal_all_of_a_few_that_may_stay_are_named()
    {
        using var host = new RecordingJobHost();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents(), clients: 1), Run, journal: null, earlier: []);
        Server.Change(static o => o with { DropRate = 1 });

        await Assert.ThrowsAsync<BatchPerfException>(parents.CreateAsync);

        var warning = Assert.Single(host.Warnings);
        Assert.All(Enumerable.Range(0, 50), index => Assert.Contains(StudentParents.Key(Run, 0, index), warning, StringComparison.Ordinal));
    }

    /// <summary>A part that goes on knows nothing of what it did not create again.</summary>
    [Theory]
    [InlineData(0, 60)]
    [InlineData(55, 10)]
    [InlineData(null, 0)]
    public async Task Parents_of_an_earlier_part_leave_the_journal_only_when_all_were_made_again_and_deleted(int? bad, int remaining)
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        using (var killed = new ClientParents(host, Connection, Plan(new StudentParents(), clients: 1), Run, journal, earlier: []))
        {
            await killed.CreateAsync();
        }

        var parents = new StudentParents { Bad = bad is { } index ? (0, index) : null };
        using var resumed = new ClientParents(host, Connection, Plan(parents, clients: 1), Run, journal, JournalContent.Read(Path).Parents);
        var problem = await Record.ExceptionAsync(resumed.CreateAsync);
        if (problem is null)
        {
            await resumed.DeleteAsync();
        }

        Assert.Equal(bad is null, problem is null);
        Assert.Equal(remaining > 0, JournalContent.Read(Path).Parents.Contains((0, 0)));
        Assert.Equal(remaining, Documents);
        Assert.Equal(
            remaining == 0 ? [] : [$"{remaining} parents"],
            host.Warnings.Select(static w => w[..(w.IndexOf("parents", StringComparison.Ordinal) + "parents".Length)]));
    }

    [Fact]
    public async Task A_stop_that_gives_batches_no_time_leaves_deletes_theirs()
    {
        using var host = new RecordingJobHost();
        using var journal = Journal();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents()) with { StopTimeout = TimeSpan.Zero }, Run, journal, earlier: []);
        await parents.CreateAsync();
        host.RequestStop();

        await parents.DeleteAsync();

        Assert.Equal((0, 3L * PerClient), (Documents, parents.Deleted));
        Assert.Empty(host.Warnings);
    }

    [Fact]
    public async Task Without_a_journal_some_of_what_stays_is_named()
    {
        using var host = new RecordingJobHost();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents()), Run, journal: null, earlier: []);
        await parents.CreateAsync();
        Server.Change(static o => o with { Forbid = "students" });

        await parents.DeleteAsync();

        var warning = Assert.Single(host.Warnings);
        Assert.Contains("No journal names them", warning, StringComparison.Ordinal);
        Assert.All([0, 1, 2], client => Assert.Contains(StudentParents.Key(Run, client, 0), warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shares_of_a_plan_make_those_of_their_own_clients()
    {
        using var host = new RecordingJobHost();
        foreach (var segment in new[] { "1/2", "2/2" })
        {
            using var parents = new ClientParents(host, Connection, Plan(new StudentParents(), clients: 5) with { Segment = Segment.Parse(segment) }, Run, journal: null, earlier: []);
            await parents.CreateAsync();
            Assert.Equal(segment == "1/2" ? 3 * PerClient : 2 * PerClient, parents.Created);
        }

        Assert.Equal(5 * PerClient, Documents);
    }

    [Fact]
    public async Task Nothing_is_sent_of_a_scenario_that_was_not_held_against_the_server()
    {
        using var host = new RecordingJobHost();
        using var parents = new ClientParents(host, Connection, Plan(new StudentParents(), unverified: "it was not asked"), Run, journal: null, earlier: []);

        Assert.Equal("ScenarioNotVerified", (await Assert.ThrowsAsync<BatchPerfException>(parents.CreateAsync)).ErrorId);

        Assert.Equal(_connected, Server.Counts().BatchRequests);
    }

    [Fact]
    public async Task A_plan_without_such_parents_sends_nothing()
    {
        using var host = new RecordingJobHost();
        using var parents = new ClientParents(host, Connection, Journals.Journals.Plan(), Run, journal: null, earlier: []);

        await parents.CreateAsync();
        await parents.DeleteAsync();

        Assert.Equal(_connected, Server.Counts().BatchRequests);
        Assert.Empty(host.Said);
    }

    private static RunPlan Plan(StudentParents parents, int clients = 3, string? unverified = null) => Journals.Journals.Plan() with
    {
        Scenarios = [new ScenarioShare(new ParentScenario(parents) { Unverified = unverified })],
        ClientCount = clients,
    };

    private RunJournal Journal() => RunJournal.Create(Path, Journals.Journals.Header(server: Server.BaseUrl), force: false);

    /// <summary>Students, of which one may be invalid.</summary>
    private sealed class StudentParents : IReusedParents
    {
        /// <summary>The client and index of a student that no server takes.</summary>
        public (int Client, int Index)? Bad { get; init; }

        /// <summary>Called when a delete is written.</summary>
        public Action Deleting { get; init; } = static () => { };

        public int Count => PerClient;

        public static string Key(RunId run, int client, int index) => new BatchKey(run, client, BatchKey.ReusedSequence).Format(index);

        public string Resource(int index) => "students";

        public int Triple(int index) => index;

        public void WriteNaturalKey(IBufferWriter<byte> body, RunId run, int client, int index) =>
            body.Write(Encoding.UTF8.GetBytes($$"""{"studentUniqueId":"{{Key(run, client, index)}}"}"""));

        public void WriteOperation(IBufferWriter<byte> body, RunId run, int client, int index, OperationKind op)
        {
            if (op == OperationKind.Delete)
            {
                Deleting();
            }

            var born = (client, index) == Bad ? "2010-99-99" : "2010-05-06";
            body.Write(Encoding.UTF8.GetBytes(op == OperationKind.Create
                ? $$"""{"op":"create","resource":"students","document":{"studentUniqueId":"{{Key(run, client, index)}}","birthDate":"{{born}}","firstName":"Ada","lastSurname":"L"} }"""
                : $$"""{"op":"delete","resource":"students","naturalKey":{"studentUniqueId":"{{Key(run, client, index)}}"} }"""));
        }
    }

    /// <summary>A scenario of which nothing but its parents is of interest.</summary>
    private sealed class ParentScenario(IReusedParents parents) : IScenario
    {
        public string Name => "ParentTest";

        public string RequestName => "students-batch-60";

        public string Resource => "students";

        public int TripleCount => parents.Count;

        public BatchShape Shape { get; } = Shapes.Of(PerClient);

        public IReusedParents? Reused => parents;

        public IReadOnlyCollection<NumberedDocument> Numbered => [];

        public string? Unverified { get; init; }

        public BatchShape TripleShape(int triple) => Shapes.Of(1);

        public void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned) => throw new NotSupportedException();

        public void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) => throw new NotSupportedException();

        public void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) => throw new NotSupportedException();
    }
}
