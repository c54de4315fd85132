using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Merging;
using EdFi.BatchPerf.Unit.Api;
using EdFi.BatchPerf.Unit.Merging;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class MergeJobTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly RecordingLoadHost _host = new();

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_waits_until_all_shares_are_there_as_the_first_of_them_says()
    {
        Store(1);
        var waits = 0;
        var time = new HastyTime { Waiting = () => Store(++waits + 1) };
        var end = await RunAsync(TimeSpan.FromMinutes(30), time);

        Assert.Equal((2, 3), (time.Waits.Count, end.Run.Machines.Count));
        Assert.DoesNotContain(end.Run.Verdict.Reasons, static reason => reason.Contains("missing", StringComparison.Ordinal));
        Assert.Empty(_host.Warnings);
    }

    [Fact]
    public async Task It_goes_on_without_what_did_not_come_in_time_and_says_so()
    {
        Store(1);
        Store(3);
        var time = new HastyTime();
        time.Waiting = () => time.Ahead += TimeSpan.FromMinutes(11);
        var end = await RunAsync(TimeSpan.FromMinutes(30), time);

        Assert.Equal((3, RunVerdict.Incomplete), (time.Waits.Count, end.Run.Verdict.Verdict));
        Assert.Equal("After 30m 2 of 3 shares of the plan are there.", Assert.Single(_host.Warnings));
        Assert.Contains("The share 2/3 is missing.", end.Run.Verdict.Reasons);
    }

    [Fact]
    public async Task Runs_of_no_divided_plan_are_not_waited_for_and_merged_runs_are_passed_over()
    {
        foreach (var name in (string[])["one", "two"])
        {
            RunJson.Write(_folder.File($"{name}.run.json"), new MadeMachine(name).Run());
        }

        var time = new HastyTime();
        var first = await RunAsync(TimeSpan.FromMinutes(30), time);
        var second = await RunAsync(TimeSpan.FromMinutes(30), time);

        Assert.Empty(time.Waits);
        Assert.Equal(first.Run.RunId, second.Run.RunId);
        Assert.True(File.Exists(_folder.File("merged.run.json")));
        Assert.Equal(["one", "two"], second.Run.Machines.Select(static m => m.Name));
    }

    [Fact]
    public async Task Thresholds_are_held_against_the_merged_run_and_an_empty_folder_is_named()
    {
        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(TimeSpan.Zero, new HastyTime()));
        Store(1);
        Store(2);
        Store(3);
        var end = await RunAsync(TimeSpan.Zero, new HastyTime(), "batchesPerSecond > 290 in every 2s", "p95 < 1ms");

        Assert.Equal("NothingToMerge", problem.ErrorId);
        Assert.Contains(_folder.Path, problem.Message, StringComparison.Ordinal);
        Assert.Equal([true, false], end.Tested.Select(static t => t.Passed));
        Assert.Equal(["figures", "end"], _host.Order);
    }

    private Task<LoadEnd> RunAsync(TimeSpan wait, TimeProvider time, params string[] thresholds) => new MergeJob(_host).RunAsync(new MergeRequest
    {
        Folder = _folder.Path,
        Wait = wait,
        Time = time,
        Files = new LoadFiles { Run = _folder.File("merged.run.json"), ReplaceRun = true },
        Thresholds = [.. thresholds.Select(Questions.Thresholds.ThresholdParser.Parse)],
    });

    private void Store(int share)
    {
        Directory.CreateDirectory(_folder.File($"{share}"));
        RunJson.Write(_folder.File($"{share}/results.run.json"), new MadeMachine($"m{share}") { Segment = $"{share}/3", Seconds = 6 }.Run());
    }
}
