using System.Diagnostics;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program's files: one writer each, whole or not there, whatever happens to the process or the disk.</summary>
public sealed class OutputTests : IAsyncLifetime, IDisposable
{
    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions());
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_second_run_into_the_files_of_one_that_lasts_is_refused_before_it_sends_anything()
    {
        var running = RunAsync(_cli, "-c", "1", "-m", "10");
        await HasRowsAsync(running, "out");
        using var second = Another();
        var token = _server.Counts().TokenRequests;

        Assert.Equal(ExitCode.File, await RunAsync(second, "-c", "1", "--batchCount", "3", "-o", _cli.File("out")));
        Assert.Contains($"Another run writes to '{Path.Combine(_cli.File("out"), "batch_volume_results.csv")}'", second.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.File, await RunAsync(second, "-c", "1", "--batchCount", "3", "--resultPath", _cli.File("out/batch_volume_stats.csv"), "--force"));
        Assert.Equal(token, _server.Counts().TokenRequests);

        _cli.Stop();
        Assert.Equal(ExitCode.Canceled, await running);
        Assert.Equal(RunJson.Read(_cli.File("out/batch_volume_results.run.json")).Totals.Batches, new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read().LongCount());
        Assert.DoesNotContain(Names("out"), static name => name.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_named_for_two_outputs_is_refused()
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(_cli, "--batchCount", "3", "--resultPath", "x.csv", "--journal", "x.csv"));
        Assert.Contains("was given for two outputs", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_written_cost_no_figures_are_named_and_give_the_exit_code()
    {
        Directory.CreateDirectory(_cli.File("out/batch_volume_results.run.json"));
        Directory.CreateDirectory(_cli.File("out/batch_volume_report.html"));

        Assert.Equal(ExitCode.File, await RunAsync(_cli, "-c", "1", "--batchCount", "5"));

        Assert.Contains("students", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("batch_volume_results.run.json' cannot be written", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("batch_volume_report.html' cannot be written", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read().Count());
    }

    [Fact]
    public async Task Results_run_file_and_journal_are_their_owner_s_and_reports_follow_the_umask()
    {
        File.WriteAllText(_cli.File("usual"), "");

        Assert.Equal(ExitCode.Success, await RunAsync(_cli, "-c", "1", "--batchCount", "3"));

        if (OperatingSystem.IsWindows())
        {
            return; // the folder decides there
        }

        var owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in Directory.GetFiles(_cli.File("out")))
        {
            var expected = file.Contains("_results.", StringComparison.Ordinal) || file.EndsWith(".journal", StringComparison.Ordinal) ? owner : File.GetUnixFileMode(_cli.File("usual"));
            Assert.Equal((file, expected), (file, File.GetUnixFileMode(file)));
        }
    }

    [Fact]
    public async Task A_killed_run_leaves_whole_files_and_a_folder_that_the_next_one_can_have()
    {
        Assert.Equal(ExitCode.Success, await RunAsync(_cli, "-c", "1", "--batchCount", "3", "-o", "out"));
        var before = Assert.Single(Names("out"), static name => name.EndsWith(".journal", StringComparison.Ordinal));
        File.Delete(_cli.File("out/batch_volume_results.csv")); // so that rows are those of the run that is killed
        using (var process = Start("-c", "4", "-r", "1000", "-m", "10", "-o", "out"))
        {
            await HasRowsAsync(process.WaitForExitAsync(), "out");
            using var second = Another();
            Assert.Equal(ExitCode.File, await RunAsync(second, "--batchCount", "3", "-o", _cli.File("out")));
            process.Kill(); // SIGKILL: nothing of the process gets a chance to tidy up
            await process.WaitForExitAsync();
        }

        var names = Names("out").Where(static name => !name.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        var journal = Assert.Single(names, name => name.EndsWith(".journal", StringComparison.Ordinal) && name != before);
        Assert.Equal(new[] { before, journal, "batch_volume_results.csv", "batch_volume_stats_history.csv" }.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal)); // none of the run before, and nothing half
        Assert.NotEmpty(new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read());
        Assert.Null(JournalContent.Read(_cli.File($"out/{journal}")).Ended);
        var history = File.ReadAllText(_cli.File("out/batch_volume_stats_history.csv"));
        Assert.All(history[..history.LastIndexOf('\n')].Split('\n'), static line => Assert.Equal(24, line.Split(',').Length));

        Assert.Equal(ExitCode.Success, await RunAsync(_cli, "-c", "1", "--batchCount", "3", "-o", "out"));
        Assert.Equal(3, new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read().Count());
    }

    [SmallDiskFact]
    public async Task A_full_disk_costs_no_figures_is_named_and_leaves_nothing_half_that_looks_whole()
    {
        using var disk = SmallDisk.Mount(_cli.File("disk"));

        Assert.Equal(ExitCode.File, await RunAsync(_cli, "-c", "4", "-r", "1000", "-bt", "1", "--batchCount", "100000", "-o", "disk"));

        Assert.Contains("students", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("No space left on device", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(_cli.File("disk"), _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Names("disk"), static name => name.EndsWith(".tmp", StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal));
        Assert.NotEmpty(new ResultCsvReader(_cli.File("disk/batch_volume_results.csv")).Read());
        JournalContent.Read(Assert.Single(Directory.GetFiles(_cli.File("disk"), "*.journal")));
        Assert.All(Directory.GetFiles(_cli.File("disk"), "*.run.json"), static file => RunJson.Read(file));
        Assert.All(Directory.GetFiles(_cli.File("disk"), "*.html"), static file => Assert.EndsWith("</html>", File.ReadAllText(file).TrimEnd(), StringComparison.Ordinal));
    }

    private static async Task HasRowsAsync(string results, Task running)
    {
        var began = Stopwatch.GetTimestamp();
        while (new FileInfo(results) is not { Exists: true, Length: > 1000 }) // more than the header
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Load.Bound && !running.IsCompleted, "No result was ever written.");
            await Task.Delay(50);
        }
    }

    private Task HasRowsAsync(Task running, string folder) => HasRowsAsync(_cli.File(Path.Combine(folder, "batch_volume_results.csv")), running);

    private Task<ExitCode> RunAsync(CliRunner cli, params string[] args) => cli.RunAsync(["-b", _server.BaseUrl.ToString(), "-t", "BATCH_VOLUME", "-tl", "students", .. args]);

    private CliRunner Another()
    {
        var cli = new CliRunner();
        foreach (var (name, value) in _cli.Environment)
        {
            cli.Environment[name] = value;
        }

        return cli;
    }

    private IEnumerable<string> Names(string folder) => Directory.GetFiles(_cli.File(folder)).Select(static f => Path.GetFileName(f));

    private Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _cli.File("."), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "edfi-batchperf.dll"), "-b", _server.BaseUrl.ToString(), "-t", "BATCH_VOLUME", "-tl", "students" }.Concat(args))
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in _cli.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
