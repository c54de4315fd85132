using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>Machines of one plan that meet in a folder.</summary>
public sealed class StartFolderTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly TemporaryDirectory _directory = new();

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
            var meeting = Meeting(share, Load.Bound);
            meeting.RequireUnused();
            loads.Add(Load.Start(connection, Plans.Counted(6) with { ClientCount = 6, Segment = Segment.Parse(share) }, new RunOptions { Start = meeting.Signal }));
            gathering.Add(meeting.GatherAsync(loads[^1]));
        }

        await Task.WhenAll(gathering).WaitAsync(Load.Bound);
        foreach (var load in loads)
        {
            await Load.FinishAsync(load);
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
        var load = Load.Start(connection, Plans.Counted(6) with { ClientCount = 6, Segment = Segment.Parse("1/3") }, new RunOptions { Start = meeting.Signal });

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
        var meeting = Meeting("2/2", Load.Bound);
        meeting.RequireUnused();
        var load = Load.Start(connection, Plans.Counted(6) with { ClientCount = 6, Segment = Segment.Parse("2/2") }, new RunOptions { Start = meeting.Signal });
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
        var meeting = Meeting("1/2", Load.Bound);
        var load = Start(connection, meeting, "1/2");

        await meeting.GatherAsync(load).WaitAsync(Load.Bound);
        await Load.FinishAsync(load);

        Assert.Contains("did not acknowledge the start: 2/2. Nothing was sent.", meeting.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Batches);
    }

    [Fact]
    public async Task Nobody_starts_where_one_misses_the_start()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var late = new StartFolder(Path, Segment.Parse("2/2"), Load.Bound, Soon, new ClockAhead(TimeSpan.FromMinutes(1)));
        var meeting = Meeting("1/2", Load.Bound);
        var loads = new[] { Start(connection, late, "2/2"), Start(connection, meeting, "1/2") };

        await Task.WhenAll(late.GatherAsync(loads[0]), meeting.GatherAsync(loads[1])).WaitAsync(Load.Bound);
        await Task.WhenAll(loads.Select(static l => l.Completion)).WaitAsync(Load.Bound);

        Assert.Equal(("StartMissed", "MachinesMissing", 0), (late.Problem?.ErrorId, meeting.Problem?.ErrorId, server.Batches));
    }

    [Fact]
    public async Task Of_two_machines_with_one_share_one_starts()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var meetings = new[] { "2/2", "2/2", "1/2" }.Select(share => (share, meeting: Meeting(share, Load.Bound))).ToList();
        var loads = meetings.ConvertAll(m => Start(connection, m.meeting, m.share));

        await Task.WhenAll(meetings.Select((m, i) => m.meeting.GatherAsync(loads[i]))).WaitAsync(Load.Bound);
        await Task.WhenAll(loads.Select(static l => l.Completion)).WaitAsync(Load.Bound);

        Assert.Equal(6, server.Batches);
        Assert.Single(meetings, static m => m.meeting.Problem?.ErrorId == "StartFolderUsed");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_any_more_ends_the_run()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var meeting = Meeting("1/2", Load.Bound);
        var load = Start(connection, meeting, "1/2");
        var gathering = meeting.GatherAsync(load);
        await Signals.UntilAsync(() => Directory.Exists(Path) && Directory.GetFiles(Path, "ready-*").Length == 1);

        Directory.Delete(Path, recursive: true);
        await gathering.WaitAsync(Load.Bound);
        await load.Completion.WaitAsync(Load.Bound);

        Assert.Equal("StartFolderFailed", meeting.Problem?.ErrorId);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("ready-2-2-2")]
    public void A_folder_of_another_run_or_with_this_share_is_refused(string name)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, name), "");

        var error = Assert.Throws<BatchPerfException>(Meeting("2/2", Load.Bound).RequireUnused);

        Assert.Equal("StartFolderUsed", error.ErrorId);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixtures_are_waited_for_until_the_first_machine_has_made_them()
    {
        var (first, second) = (Meeting("1/2", Load.Bound), Meeting("2/2", Load.Bound));
        var waiting = second.AwaitFixturesAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        first.NoteFixtures();
        await waiting.WaitAsync(Load.Bound);

        Assert.Equal((true, false), (first.IsFirst, second.IsFirst));
    }

    [Fact]
    public async Task Fixtures_that_are_not_made_in_time_end_the_wait()
    {
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => Meeting("2/2", TimeSpan.Zero).AwaitFixturesAsync(CancellationToken.None));

        Assert.Equal("FixturesMissed", error.ErrorId);
    }

    private static LoadRun Start(ApiConnection connection, StartFolder meeting, string share) => Load.Start(
        connection,
        Plans.Counted(6) with { ClientCount = 6, Segment = Segment.Parse(share) },
        new RunOptions { Start = meeting.Signal });

    private StartFolder Meeting(string share, TimeSpan wait) => new(Path, Segment.Parse(share), wait, Soon, TimeProvider.System);

    private sealed class ClockAhead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
