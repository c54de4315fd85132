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

    private StartFolder Meeting(string share, TimeSpan wait) => new(Path, Segment.Parse(share), wait, Soon, TimeProvider.System);
}
