using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Unit.Documents;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>A server that gives no answer costs a few timeouts, and not one for each document.</summary>
public sealed class SilentLeftoverTests : IDisposable
{
    private const string Associations = "studentSchoolAssociations";
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(4)]
    [InlineData(20_000)]
    public async Task A_server_that_never_answers_is_an_error_after_a_few_requests(int atOnce)
    {
        var documents = Leave(turns: 40);
        var server = new SilentServer(new FakeServer(), static (_, _) => true);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => Search(server, atOnce).FindAsync(progress: null, CancellationToken.None));

        Assert.Equal("LookupFailed", problem.ErrorId);
        Assert.InRange(documents, 80, int.MaxValue);
        Assert.InRange(server.Unanswered, 1, 24); // of each resource six by id, one query and one list, and those in flight
    }

    [Fact]
    public async Task A_resource_that_gives_no_answer_is_not_asked_for_again_and_the_others_are_found()
    {
        var documents = Leave(turns: 40);
        var fake = new FakeServer();
        var server = new SilentServer(fake, static (resource, _) => resource == "students");
        var search = Search(server, atOnce: 8);

        var found = await search.FindAsync(progress: null, CancellationToken.None);

        Assert.InRange(server.Unanswered, 1, 8);
        Assert.Contains(found, static l => l is { Resource: "students", State: LeftoverState.Unknown });
        Assert.True(search.Unseen >= documents / 2);
        Assert.Contains(fake.Reads, static read => read.StartsWith(Associations, StringComparison.Ordinal));
    }

    /// <summary>A Volume run whose answers gave ids, killed.</summary>
    private int Leave(int turns)
    {
        var plan = Journals.Plan("StudentSchoolAssociation", oneByOne: true);
        using var journal = RunJournal.Create(Path, Journals.Header(plan), force: false);
        var reserved = 0L;
        var shape = plan.Scenarios[0].Scenario.TripleShape(0);
        var documents = 0;
        for (var turn = 1; turn <= turns; turn++)
        {
            reserved = turn > reserved ? journal.Reserve(1, turn) : reserved;
            for (var operation = 0; operation < shape.Count; operation++)
            {
                if (shape.Op(operation) == OperationKind.Create)
                {
                    journal.Created(1, turn, 0, operation, new Guid(++documents, 0, 0, new byte[8]).ToString());
                }
            }
        }

        return documents;
    }

    private LeftoverSearch Search(SilentServer server, int atOnce) => new(server, JournalContent.Read(Path), parallel: 2) { AtOnce = atOnce };
}
