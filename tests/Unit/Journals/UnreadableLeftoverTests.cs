using System.Buffers;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Documents;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>Each resource has a state of its own: one that cannot be read is no reason to leave the others.</summary>
public sealed class UnreadableLeftoverTests : IDisposable
{
    private const string Associations = "studentSchoolAssociations";
    private const int Turns = 3;
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeServer _server = new();

    public static TheoryData<string, string, int> Unreadable
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var status in new[] { 400, 403, 404, 500, 503 })
            {
                data.Add(Associations, "students", status);
                data.Add("students", Associations, status);
            }

            return data;
        }
    }

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_resource_that_cannot_be_read_is_unknown_and_the_others_are_found_and_removed(string refused, string other, int status)
    {
        Leave();
        _server.Refuse[$"GET {refused}"] = status;
        var search = new LeftoverSearch(_server, JournalContent.Read(Path), parallel: 2);

        var found = await search.FindAsync(progress: null, CancellationToken.None);
        var left = await search.RemoveAsync(found, CancellationToken.None);

        Assert.Equal([.. Enumerable.Repeat((other, LeftoverState.Found), Turns), (refused, LeftoverState.Unknown)], found.Select(static l => (l.Resource, l.State)));
        Assert.Equal([.. Enumerable.Repeat(LeftoverState.Removed, Turns), LeftoverState.Unknown], left.Select(static l => l.State));
        Assert.Equal((1, 0, Turns), (search.UnseenRows, _server.Count(other), _server.Count(refused)));
        Assert.True(search.Unseen >= Turns);
        Assert.Contains($"more {refused} exist is not known: ", found[^1].Detail, StringComparison.Ordinal);
        Assert.Contains($"{status}: GET of {refused} was refused for a reason. ", found[^1].Detail, StringComparison.Ordinal); // and what to do
        var (resource, problem) = Assert.Single(search.Unreadable);
        Assert.Equal((refused, "LeftoverUnknown"), (resource, problem.ErrorId));
        Assert.Matches($"^{refused} could not be read: .*{status}: GET of {refused} was refused for a reason\\. Whether [0-9]+ documents that run ", problem.Message);
        Assert.NotEmpty(problem.NextStep);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Where_nothing_at_all_can_be_read_that_is_an_error(int status)
    {
        Leave();
        (_server.Refuse["GET students"], _server.Refuse[$"GET {Associations}"]) = (status, status);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => new LeftoverSearch(_server, JournalContent.Read(Path), parallel: 2).FindAsync(progress: null, CancellationToken.None));

        Assert.Equal("LookupFailed", problem.ErrorId);
        Assert.EndsWith(" Nothing was deleted.", problem.NextStep, StringComparison.Ordinal);
    }

    /// <summary>What a Volume run of two resources leaves when it is killed.</summary>
    private void Leave()
    {
        var plan = Journals.Plan("StudentSchoolAssociation", oneByOne: true);
        using (var journal = RunJournal.Create(Path, Journals.Header(plan), force: false))
        {
            journal.Reserve(1, 1);
        }

        var source = plan.Scenarios[0].Scenario;
        var shape = source.TripleShape(0);
        for (var turn = 1; turn <= Turns; turn++)
        {
            for (var operation = 0; operation < shape.Count; operation++)
            {
                if (shape.Op(operation) == OperationKind.Create)
                {
                    var document = new ArrayBufferWriter<byte>();
                    source.WriteDocument(document, new BatchKey(Journals.Id, 1, turn), 0, operation);
                    _server.With(shape.Resource(operation), System.Text.Encoding.UTF8.GetString(document.WrittenSpan));
                }
            }
        }
    }
}
