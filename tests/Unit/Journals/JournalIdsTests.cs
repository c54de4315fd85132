using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>Ids of created documents are as many as a run's documents: how many are held in memory does not grow with them.</summary>
public sealed class JournalIdsTests : IDisposable
{
    private const int Clients = 3;
    private const int Turns = 400;
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(Turns)]
    [InlineData(Clients * Turns)]
    public void Ids_of_a_run_that_keeps_its_documents_are_all_found_while_few_are_held(int most)
    {
        Write(kept: true);
        var ids = new JournalIds(Path, most);

        foreach (var turn in JournalContent.Read(Path).Suspects())
        {
            var found = ids.IdOf(turn, 0, 0)?.ToString();
            Assert.Equal(turn.Sequence <= Turns ? Id(turn.Client, turn.Sequence) : null, found);
            Assert.InRange(ids.HeldTurns, 0, most);
        }
    }

    [Fact]
    public void Turns_may_be_asked_for_in_any_order()
    {
        Write(kept: true);
        var ids = new JournalIds(Path, most: 10);
        (int Client, int Turn)[] order = [(2, 400), (1, 7), (2, 399), (0, 1), (0, 11), (1, 400), (2, 1)];

        Assert.Equal(order.Select(static o => Id(o.Client, o.Turn)), order.Select(o => ids.IdOf(new JournalTurn(o.Client, o.Turn, LeftoverReason.Kept), 0, 0)!.ToString()));
        Assert.Null(ids.IdOf(new JournalTurn(2, 1, LeftoverReason.Kept), 1, 0));
        Assert.Null(ids.IdOf(new JournalTurn(2, 1, LeftoverReason.Kept), 0, 1));
    }

    [Theory]
    [InlineData(true, JournalUse.Leftovers, 0)]
    [InlineData(false, JournalUse.Leftovers, 1)]
    [InlineData(true, JournalUse.Progress, 0)]
    [InlineData(false, JournalUse.Progress, 0)]
    public void Reading_a_journal_holds_at_most_the_ids_of_turns_that_may_be_in_flight(bool kept, object use, int held)
    {
        Write(kept);

        var content = JournalContent.Read(Path, (JournalUse)use);

        Assert.All(content.Clients.Values, client =>
            Assert.Equal(held, Enumerable.Range(1, Turns).Count(turn => client.IdOf(turn, 0, 0) is not null))); // the last turn of each
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_goes_on_holds_no_ids(bool kept)
    {
        Write(kept);

        Assert.All(ResumedRun.Read(Path).Content.Clients.Values, static client =>
            Assert.DoesNotContain(Enumerable.Range(1, Turns), turn => client.IdOf(turn, 0, 0) is not null));
        using var journal = RunJournal.Continue(Path);
        Assert.InRange(journal.LastSequence(Clients - 1), Turns, int.MaxValue);
    }

    private static string Id(int client, long turn) => new Guid((int)turn, (short)client, 0, new byte[8]).ToString();

    /// <summary>A run that was killed; its clients took turns.</summary>
    private void Write(bool kept)
    {
        var plan = Journals.Plan(oneByOne: true) with { DeleteResources = !kept, BatchCount = 1_000_000 };
        using var journal = RunJournal.Create(Path, Journals.Header(plan), force: false);
        var reserved = new long[Clients];
        for (var turn = 1; turn <= Turns; turn++)
        {
            for (var client = 0; client < Clients; client++)
            {
                reserved[client] = turn > reserved[client] ? journal.Reserve(client, turn) : reserved[client];
                journal.Created(client, turn, 0, 0, Id(client, turn));
            }

            journal.Mark(TimeSpan.FromSeconds(turn), [.. Enumerable.Range(0, Clients).Select(client => (client, (long)turn))]);
        }
    }
}
