using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>What several runs of the console program come to when not all of them can be made.</summary>
public sealed class RepeatTests : IAsyncLifetime, IDisposable
{
    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;

    public async Task InitializeAsync() => _server = await SimulatorHost.StartAsync(new SimulatorOptions());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_later_run_that_cannot_begin_is_named_after_the_figures_and_files_of_those_before_it()
    {
        ForbidRunAfter(runs: 2);

        Assert.Equal(ExitCode.Usage, await RunAsync("--repeat", "3", "--stopFile", _cli.File("stop")));

        Assert.Equal(3, _cli.Out.ToString().Split("Verdict: ").Length);
        Assert.Contains("Run 3 of 3 could not begin, and none after it was made; those before it are complete.", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.All([1, 2], number => Assert.Equal(3, RunJson.Read(_cli.File($"out/{number}/batch_volume_results.run.json")).Totals.Succeeded));
        Assert.False(File.Exists(_cli.File("out/3/batch_volume_results.run.json")));
    }

    [Fact]
    public async Task A_limit_that_an_earlier_run_broke_decides_on_the_exit_code_all_the_same()
    {
        ForbidRunAfter(runs: 1);

        Assert.Equal(ExitCode.Threshold, await RunAsync("--repeat", "2", "--stopFile", _cli.File("stop"), "--threshold", "requests > 1000"));

        Assert.Contains("Run 2 of 2 could not begin", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_between_two_runs_ends_with_130_and_the_first_runs_whole_files()
    {
        _cli.Out.Written = text =>
        {
            if (text.Contains("Verdict: ", StringComparison.Ordinal))
            {
                _cli.Stop(); // the run has ended; its figures are being shown
            }
        };

        Assert.Equal(ExitCode.Canceled, await RunAsync("--repeat", "2"));

        var run = RunJson.Read(_cli.File("out/1/batch_volume_results.run.json"));
        Assert.Equal((3, StopReason.BatchCount), (run.Totals.Succeeded, run.StopReason));
        Assert.NotEqual(0, new FileInfo(_cli.File("out/1/batch_volume_report.html")).Length);
        Assert.False(File.Exists(_cli.File("out/2/batch_volume_results.run.json")));
    }

    /// <summary>A stop file that is there already keeps a run from beginning.</summary>
    private void ForbidRunAfter(int runs) => _cli.Out.Written = text =>
    {
        if (text.Split("Verdict: ").Length > runs)
        {
            File.WriteAllText(_cli.File("stop"), "");
        }
    };

    private Task<ExitCode> RunAsync(params string[] args)
    {
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
        return _cli.RunAsync([
            "-b", _server.BaseUrl.ToString(), "-t", "BATCH_VOLUME", "-o", "out", "-c", "1", "-tl", "students", "--batchCount", "3", .. args,
        ]);
    }
}
