using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Unit.Merging;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program as the machine that merges.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Runs_of_a_folder_become_one_with_its_files_its_table_of_machines_and_the_exit_code_of_a_gate()
    {
        Store("one", "1/2");
        Store("two", "2/2", clockSeconds: 30);

        Assert.Equal(ExitCode.Success, await _cli.RunAsync("--merge", "shares", "--threshold", "batchesPerSecond > 190 in every 2s", "failureRate < 1%"));
        Assert.Equal(ExitCode.Threshold, await _cli.RunAsync("--merge", "shares", "--threshold", "p95 < 1ms", "-o", "gate"));

        var text = _cli.Output;
        Assert.Matches("(?m)^one +1/2 +Done +run0000000one +1,200 +[0-9.]+ +1.5 +TooShort", text);
        Assert.Contains("Whole run: 2,400 batches: 2,400 succeeded", text, StringComparison.Ordinal);
        Assert.Contains("ok   Aggregated: requestsPerSecond", text, StringComparison.Ordinal);
        Assert.Equal(2, RunJson.Read(_cli.File("out/merged.run.json")).Machines.Count);
        Assert.Contains("data-table=\"machines\"", await File.ReadAllTextAsync(_cli.File("out/merged_report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_that_is_missing_is_named_and_does_not_end_well()
    {
        Store("one", "1/2");

        Assert.Equal(ExitCode.Incomplete, await _cli.RunAsync("--merge", "shares"));
        Assert.Contains("The share 2/2 is missing.", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("Verdict: Incomplete", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mergeWait 5m", "OptionConflict")]
    [InlineData("--merge shares --dashboard", "OptionConflict")]
    [InlineData("--merge shares --leftover run.journal", "OptionConflict")]
    [InlineData("--merge nowhere", "NothingToMerge")]
    public async Task What_makes_no_sense_is_refused(string args, string id)
    {
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync(args.Split(' ')));
        Assert.Contains($"({id})", _cli.Output, StringComparison.Ordinal);
    }

    private void Store(string name, string share, double clockSeconds = 0)
    {
        Directory.CreateDirectory(_cli.File($"shares/{name}"));
        RunJson.Write(_cli.File($"shares/{name}/results.run.json"), new MadeMachine(name) { Segment = share, ClockSeconds = clockSeconds }.Run());
    }
}
