using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

public sealed class RunJournalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_journal_that_just_stops_leaves_in_doubt_what_may_have_been_begun()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            Assert.Equal(8, journal.Reserve(0, 1));
            Assert.Equal(24, journal.Reserve(0, 9)); // faster than a block a second: the next is larger
            Assert.Equal(8, journal.Reserve(1, 1));
            journal.Doubt(1, 2);
            journal.Mark(TimeSpan.FromSeconds(3), [(0, 22), (1, 8)]);
        }

        var read = JournalContent.Read(Path);

        Assert.Equal((null, TimeSpan.FromSeconds(3), 30L), (read.Ended, read.Elapsed, read.Begun));
        Assert.Equal(["0 22 InFlight", "0 23 InFlight", "0 24 InFlight", "1 2 Unknown", "1 8 InFlight"], Suspects(read));
    }

    [Fact]
    public void Ids_are_kept_of_turns_that_may_have_left_something_and_of_no_others()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(Journals.Plan(oneByOne: true)), force: false))
        {
            journal.Reserve(1, 1);
            for (var turn = 1; turn <= 5; turn++)
            {
                journal.Created(1, turn, 0, 0, Id(turn));
                if (turn is 1 or 3)
                {
                    journal.Doubt(1, turn);
                }
            }

            journal.Mark(TimeSpan.FromSeconds(1), [(1, 5)]);
        }

        Assert.Equal([true, false, true, false, true], Kept());
        using (var journal = RunJournal.Continue(Path)) // turn 5 may have been in flight when the first part was killed
        {
            journal.Reserve(1, 9);
            journal.Created(1, 9, 0, 0, Id(9));
            journal.Mark(TimeSpan.FromSeconds(2), [(1, 10)]);
        }

        Assert.Equal([true, false, true, false, true], Kept());
        Assert.Equal(Id(5), JournalContent.Read(Path).IdOf(new JournalTurn(1, 5, LeftoverReason.InFlight), 0, 0)?.ToString());

        static string Id(int turn) => new Guid(turn, 0, 0, new byte[8]).ToString();
        IEnumerable<bool> Kept() => Enumerable.Range(1, 5).Select(turn => JournalContent.Read(Path).IdOf(new JournalTurn(1, turn, LeftoverReason.InFlight), 0, 0) is not null);
    }

    [Fact]
    public void A_run_that_ended_leaves_in_doubt_what_it_said_itself()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(3, 1);
            journal.Doubt(3, 2);
            journal.Mark(TimeSpan.FromSeconds(1), [(3, 5)]);
            journal.End(TimeSpan.FromSeconds(1.5), StopReason.Canceled);
        }

        var read = JournalContent.Read(Path);

        Assert.Equal((StopReason.Canceled, TimeSpan.FromSeconds(1.5), 5L), (read.Ended, read.Elapsed, read.Begun));
        Assert.Equal(["3 2 Unknown"], Suspects(read));
    }

    [Fact]
    public void A_run_that_keeps_what_it_creates_has_all_of_it_to_look_for()
    {
        var header = Journals.Header(Journals.Plan() with { TestType = TestType.Volume });
        using (var journal = RunJournal.Create(Path, header, force: false))
        {
            journal.Reserve(0, 1);
            journal.Mark(TimeSpan.FromSeconds(1), [(0, 7)]);
        }

        Assert.Equal(["0 1 Kept", "0 2 Kept", "0 3 Kept", "0 4 Kept", "0 5 Kept", "0 6 Kept", "0 7 InFlight", "0 8 InFlight"], Suspects(JournalContent.Read(Path)));
    }

    [Theory]
    [InlineData("r 0 9 1")]
    [InlineData("i 0 3 0 1 4f2a")]
    [InlineData("e 25")]
    public void A_last_line_that_was_cut_off_is_left_out(string line)
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(0, 1);
        }

        File.AppendAllText(Path, line);

        Assert.Contains("was cut off", Assert.Single(JournalContent.Read(Path).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rest_of_a_run_begins_after_whatever_may_have_been_used()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(0, 1);
            journal.Mark(TimeSpan.FromSeconds(2), [(0, 3)]);
        }

        File.AppendAllText(Path, "m 2500 0:"); // cut off by the death of the process
        using (var journal = RunJournal.Continue(Path))
        {
            Assert.Equal((8L, 0L), (journal.LastSequence(0), journal.LastSequence(1)));
            Assert.Equal(16, journal.Reserve(0, 9));
            journal.Mark(TimeSpan.FromSeconds(1), [(0, 10)]);
            journal.End(TimeSpan.FromSeconds(1), StopReason.Duration);
        }

        var read = JournalContent.Read(Path);

        Assert.Equal((StopReason.Duration, TimeSpan.FromSeconds(3), 5L), (read.Ended, read.Elapsed, read.Begun));
        Assert.Equal(["0 3 InFlight", "0 4 InFlight", "0 5 InFlight", "0 6 InFlight", "0 7 InFlight", "0 8 InFlight"], Suspects(read));
    }

    [Fact]
    public void What_remains_is_what_was_planned_without_what_was_done()
    {
        var plan = Journals.Plan() with { BatchCount = null, Duration = TimeSpan.FromSeconds(60), WarmUp = TimeSpan.FromSeconds(10) };
        using (var journal = RunJournal.Create(Path, Journals.Header(plan), force: false))
        {
            journal.Reserve(0, 1);
            journal.Mark(TimeSpan.FromSeconds(25), [(0, 3)]);
        }

        var rest = ResumedRun.Read(Path);

        Assert.Equal((Journals.Id, TimeSpan.FromSeconds(45), TimeSpan.Zero, 3), (rest.Id, rest.Plan.Duration, rest.Plan.WarmUp, rest.Plan.ClientCount));
        Assert.Equal("students-batch-2", Assert.Single(rest.Plan.Scenarios).Scenario.RequestName);
    }

    [Theory]
    [InlineData("2/3", 30)]
    [InlineData("1-2/3", 64)]
    [InlineData("1/1", 97)]
    public void A_share_goes_on_with_what_remains_of_its_own_batches(string share, int remains)
    {
        var segment = Segment.Parse(share); // 33 and 67 of 100
        using (var journal = RunJournal.Create(Path, Journals.Header(Journals.Plan() with { Segment = segment }), force: false))
        {
            journal.Reserve((int)segment.NumberOf(0), 1);
            journal.Mark(TimeSpan.FromSeconds(1), [((int)segment.NumberOf(0), 3)]);
        }

        var rest = ResumedRun.Read(Path);

        Assert.Equal((segment, remains), (rest.Plan.Segment, rest.Plan.OwnBatches));
    }

    [Fact]
    public void A_journal_whose_share_is_none_is_refused()
    {
        RunJournal.Create(Path, Journals.Header(Journals.Plan() with { Segment = new Segment(2, 2, 3) }), force: false).Dispose();
        uint chain = 0;
        var lines = File.ReadAllLines(Path).Select(static l => l[..^JournalLine.MarkLength].Replace("\"2/3\"", "\"4/3\"", StringComparison.Ordinal));
        File.WriteAllBytes(Path, [.. lines.SelectMany(line => JournalLine.Write(line, ref chain))]);

        Assert.Equal("JournalInvalid", Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path)).ErrorId);
    }

    [Fact]
    public void A_profile_goes_on_from_the_load_that_it_had_come_to()
    {
        var plan = Journals.Plan() with { BatchCount = null, Stages = [Stage.Parse("10s:10"), Stage.Parse("10s:30"), Stage.Parse("5s:0")] };
        using (var journal = RunJournal.Create(Path, Journals.Header(plan), force: false))
        {
            journal.Mark(TimeSpan.FromSeconds(15), []);
        }

        Assert.Equal(["1ms:20", "5s:30", "5s:0"], ResumedRun.Read(Path).Plan.Stages.Select(static s => s.ToString()));
    }

    [Theory]
    [InlineData(StopReason.BatchCount)]
    [InlineData(StopReason.Duration)]
    public void Nothing_remains_of_a_run_that_came_to_its_end(StopReason reason)
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.End(TimeSpan.FromSeconds(1), reason);
        }

        Assert.Equal("JournalComplete", Assert.Throws<BatchPerfException>(() => ResumedRun.Read(Path)).ErrorId);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("RunId,Sequence\n", "not a journal's header")]
    [InlineData("{\"journal\":9,\"runId\":\"x\",\"server\":\"y\",\"plan\":{},\"scenarios\":[],\"options\":{},\"sample\":\"\"}\n", "another version")]
    [InlineData("{\"journal\":1,\"runId\":\"zz\",\"server\":\"y\",\"plan\":{\"scenarios\":[]},\"scenarios\":[],\"options\":{},\"sample\":\"\"}\n", "'zz' is not a run id")]
    public void Another_file_is_refused(string text, string says)
    {
        File.WriteAllText(Path, text);

        var error = Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path));

        Assert.Equal("JournalInvalid", error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_is_not_overwritten_unless_asked_to()
    {
        RunJournal.Create(Path, Journals.Header(), force: false).Dispose();

        Assert.Equal("JournalExists", Assert.Throws<BatchPerfException>(() => RunJournal.Create(Path, Journals.Header(), force: false)).ErrorId);
        RunJournal.Create(Path, Journals.Header(), force: true).Dispose();
        Assert.Equal("JournalNotWritable", Assert.Throws<BatchPerfException>(() => RunJournal.Create(_directory.File("none/x"), Journals.Header(), force: false)).ErrorId);
    }

    [Fact]
    public void While_a_run_lasts_its_journal_can_be_read_but_no_other_run_can_take_it()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(0, 1);

            Assert.Equal("JournalInUse", Assert.Throws<BatchPerfException>(() => RunJournal.Continue(Path)).ErrorId);
            Assert.Equal("JournalInUse", Assert.Throws<BatchPerfException>(() => RunJournal.Create(Path, Journals.Header(), force: true)).ErrorId);
            using var claims = new OutputClaims();
            Assert.Equal("JournalInUse", Assert.Throws<BatchPerfException>(() => RunJournal.Claim(Path, force: true, claims)).ErrorId);
            Assert.Equal(8, JournalContent.Read(Path).Clients[0].High);
        }

        using (var next = RunJournal.Continue(Path))
        {
            Assert.Equal(8, next.LastSequence(0));
        }

        Assert.Equal([Path], Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!));
    }

    [Fact]
    public void Scenarios_that_make_other_keys_than_they_did_are_refused()
    {
        var header = Journals.Header() with { Sample = "{\"studentUniqueId\":\"other\"}" };

        Assert.Equal("JournalScenariosChanged", Assert.Throws<BatchPerfException>(header.Compile).ErrorId);
    }

    private static IEnumerable<string> Suspects(JournalContent content) => content.Suspects().Select(static t => FormattableString.Invariant($"{t.Client} {t.Sequence} {t.Reason}"));
}
