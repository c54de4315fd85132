using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>Machines of one plan that meet in a folder.</summary>
public sealed class StartFolderTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private readonly TemporaryDirectory _directory = new();
    private readonly TestClock _clock = new(); // of all machines

    private string Path => _directory.File("meeting");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("1-2/3", "3/3")]
    [InlineData("1/3", "2/3", "3/3")]
    public async Task All_begin_at_one_moment_when_each_is_ready(params string[] shares)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var loads = new List<LoadRun>();
        var gathering = new List<Task>();
        foreach (var share in shares.Reverse())
        {
            var meeting = Meeting(share);
            meeting.RequireUnused();
            loads.Add(Start(connection, meeting, share));
            gathering.Add(meeting.GatherAsync(loads[^1]));
        }

        await _clock.UntilAsync(() => gathering.TrueForAll(static g => g.IsCompleted));
        Assert.Equal(0, server.Batches);
        _clock.Advance(Soon);
        foreach (var load in loads)
        {
            await Load.FinishAsync(load, _clock);
        }

        var start = loads[0].Run.StartAt;
        Assert.NotNull(start);
        Assert.All(loads, l => Assert.Equal(start, l.Run.StartAt));
        Assert.Equal(6, server.Batches);
        Assert.All(loads, static l => Assert.True(l.Run.StartDeviationMs >= 0));
    }

    [Fact]
    public async Task Nothing_is_sent_where_one_is_missing_and_it_is_named()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var meeting = Meeting("1/3", TimeSpan.Zero);
        Directory.CreateDirectory(Path);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "ready-2-2-3"), "");
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "ready-3-3-4"), ""); // of another plan
        var load = Start(connection, meeting, "1/3");

        await meeting.GatherAsync(load).WaitAsync(Load.Bound);
        await Load.FinishAsync(load);

        Assert.Equal("MachinesMissing", meeting.Problem?.ErrorId);
        Assert.Contains("not ready: 3/3. Nothing was sent.", meeting.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal((0, StopReason.StopRequested), (server.Batches, load.Run.StopReason));
        Assert.False(File.Exists(System.IO.Path.Combine(Path, "ready-1-1-3")), "A machine that has given up is not ready.");
    }

    [Fact]
    public async Task A_machine_that_is_stopped_while_it_waits_is_not_ready_any_more()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var meeting = Meeting("2/2");
        meeting.RequireUnused();
        var load = Start(connection, meeting, "2/2");
        var gathering = meeting.GatherAsync(load);
        await Signals.UntilAsync(() => Directory.Exists(Path) && Directory.GetFiles(Path, "ready-*").Length == 1);

        load.Cancel();
        await gathering.WaitAsync(Load.Bound);

        Assert.Empty(Directory.GetFiles(Path));
        Assert.Null(meeting.Problem);
    }

    [Fact]
    public async Task A_machine_that_was_ready_and_is_no_more_keeps_the_others_from_starting()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        Directory.CreateDirectory(Path);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "ready-2-2-2"), "killed");
        var meeting = Meeting("1/2");
        var load = Start(connection, meeting, "1/2");

        var gathering = meeting.GatherAsync(load);
        await _clock.UntilAsync(() => HasSeen("1-1-2"));
        _clock.Advance(Soon);
        await _clock.UntilAsync(() => gathering.IsCompleted);
        await Load.FinishAsync(load, _clock);

        Assert.Contains("did not acknowledge the start: 2/2. Nothing was sent.", meeting.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Batches);
    }

    [Fact]
    public async Task Nobody_starts_where_one_misses_the_start()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var ahead = new SteppedTime(_clock);
        ahead.Step(Soon);
        var late = new StartFolder(Path, Segment.Parse("2/2"), Patience, Soon, ahead);
        var meeting = Meeting("1/2");
        var loads = new[] { Start(connection, late, "2/2"), Start(connection, meeting, "1/2") };

        var gathering = new[] { late.GatherAsync(loads[0]), meeting.GatherAsync(loads[1]) };
        await _clock.UntilAsync(() => gathering[0].IsCompleted && HasSeen("1-1-2"));
        _clock.Advance(Soon);
        await _clock.UntilAsync(() => gathering[1].IsCompleted && loads.All(static l => l.Completion.IsCompleted));

        Assert.Equal(("StartMissed", "MachinesMissing", 0), (late.Problem?.ErrorId, meeting.Problem?.ErrorId, server.Batches));
    }

    [Fact]
    public async Task Of_two_machines_with_one_share_one_starts()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var meetings = new[] { "2/2", "2/2", "1/2" }.Select(share => (share, meeting: Meeting(share))).ToList();
        var loads = meetings.ConvertAll(m => Start(connection, m.meeting, m.share));

        var gathering = Task.WhenAll(meetings.Select((m, i) => m.meeting.GatherAsync(loads[i])));
        await _clock.UntilAsync(() => gathering.IsCompleted);
        _clock.Advance(Soon);
        await _clock.UntilAsync(() => loads.TrueForAll(static l => l.Completion.IsCompleted));

        Assert.Equal(6, server.Batches);
        Assert.Single(meetings, static m => m.meeting.Problem?.ErrorId == "StartFolderUsed");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_any_more_ends_the_run()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var meeting = Meeting("1/2");
        var load = Start(connection, meeting, "1/2");
        var gathering = meeting.GatherAsync(load);
        await Signals.UntilAsync(() => Directory.Exists(Path) && Directory.GetFiles(Path, "ready-*").Length == 1);

        Directory.Delete(Path, recursive: true);
        await _clock.UntilAsync(() => gathering.IsCompleted && load.Completion.IsCompleted);

        Assert.Equal("StartFolderFailed", meeting.Problem?.ErrorId);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("ready-2-2-2")]
    public void A_folder_of_another_run_or_with_this_share_is_refused(string name)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, name), "");

        var error = Assert.Throws<BatchPerfException>(Meeting("2/2").RequireUnused);

        Assert.Equal("StartFolderUsed", error.ErrorId);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixtures_are_waited_for_until_the_first_machine_has_made_them()
    {
        var (first, second) = (Meeting("1/2"), Meeting("2/2"));
        var waiting = second.AwaitFixturesAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        first.NoteFixtures();
        await _clock.UntilAsync(() => waiting.IsCompleted);
        await waiting;

        Assert.Equal((true, false), (first.IsFirst, second.IsFirst));
    }

    [Fact]
    public async Task Fixtures_that_are_not_made_in_time_end_the_wait()
    {
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => Meeting("2/2", TimeSpan.Zero).AwaitFixturesAsync(CancellationToken.None));

        Assert.Equal("FixturesMissed", error.ErrorId);
    }

    private LoadRun Start(ApiConnection connection, StartFolder meeting, string share) => Load.Start(
        connection,
        Plans.Counted(6) with { ClientCount = 6, Segment = Segment.Parse(share) },
        new RunOptions { Start = meeting.Signal, Time = _clock });

    private StartFolder Meeting(string share, TimeSpan? wait = null) => new(Path, Segment.Parse(share), wait ?? Patience, Soon, _clock);

    /// <summary>True when a machine has acknowledged the start.</summary>
    private bool HasSeen(string machine) => File.Exists(System.IO.Path.Combine(Path, "seen-" + machine));
}
