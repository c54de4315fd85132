using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program against a simulator over real sockets.</summary>
public sealed partial class EndToEndTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Files =
    [
        "batch_volume_exceptions.csv", "batch_volume_failures.csv", "batch_volume_report.html", "batch_volume_results.csv", "batch_volume_results.run.json",
        "batch_volume_stats.csv", "batch_volume_stats_history.csv",
    ];

    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;

    public async Task InitializeAsync() => _server = await SimulatorHost.StartAsync(new SimulatorOptions());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_run_leaves_eight_files_that_agree_with_the_server()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "2", "--batchCount", "40", "-bt", "3", "--seed", "7"));

        Assert.Equal(Files, FilesOfRun(journals: false).Order(StringComparer.Ordinal));
        var results = new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read().ToList();
        var run = RunJson.Read(_cli.File("out/batch_volume_results.run.json"));
        Assert.Equal([$"batch_volume_{run.RunId}.journal"], FilesOfRun(journals: true));
        Assert.Equal((40, 360, 7), (run.Totals.Succeeded, run.Totals.OperationsCommitted, run.Seed));
        Assert.Equal(StopReason.BatchCount, run.StopReason);
        Assert.Equal((40, 360), (results.Count, results.Sum(r => r.OperationsCommitted)));
        Assert.Equal(40, _server.Counts().BatchesCommitted - 1); // the look at /batch before the run commits an empty one
    }

    [Fact]
    public async Task Several_runs_of_one_plan_have_ids_and_folders_of_their_own()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "-tl", "students", "--batchCount", "3", "--repeat", "2"));

        Assert.All([1, 2], number => Assert.All(Files, file => Assert.True(File.Exists(_cli.File($"out/{number}/{file}")), file)));
        var runs = new[] { 1, 2 }.Select(number => RunJson.Read(_cli.File($"out/{number}/batch_volume_results.run.json"))).ToList();
        Assert.NotEqual(runs[0].RunId, runs[1].RunId);
        Assert.Equal((runs[0].Seed, 3), (runs[1].Seed, runs[1].Totals.Succeeded));
        Assert.Equal(3, _cli.Out.ToString().Split("Verdict: ").Length);
        Assert.Contains($"Run {runs[1].RunId} (2 of 2)", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_given_beside_a_number_of_batches_end_the_run_when_they_come_first()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "-tl", "students", "--batchCount", "1000000000", "-m", "0.005"));

        Assert.Equal(StopReason.Duration, RunJson.Read(_cli.File("out/batch_volume_results.run.json")).StopReason);
    }

    [Fact]
    public async Task Minutes_of_a_variable_do_not_end_a_run_that_a_number_of_batches_is_to_end()
    {
        _cli.Environment["RUN_TIME_IN_MINUTES"] = "0.00002";

        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "-tl", "students", "--batchCount", "50"));

        Assert.Equal(StopReason.BatchCount, RunJson.Read(_cli.File("out/batch_volume_results.run.json")).StopReason);
    }

    [Fact]
    public async Task A_server_that_cannot_be_measured_costs_no_file_of_the_run_before()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "-tl", "students", "--batchCount", "3"));
        var before = Contents();

        Assert.Equal(ExitCode.Usage, await RunAsync("-c", "1", "-tl", "students", "--batchCount", "3", "--serverProcess", "there-is-no-such-process"));

        Assert.Equal(before, Contents());

        Dictionary<string, string> Contents() => Directory.GetFiles(_cli.File("out")).ToDictionary(static f => f, File.ReadAllText, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true, 15, 0)]
    [InlineData(false, 10, 5)]
    public async Task The_same_triples_go_one_by_one_and_are_deleted_on_request_only(bool delete, int requests, int left)
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-t", "volume", "-c", "1", "--batchCount", "5", "-tl", "students", "-bt", "7", "-d", delete ? "true" : "false"));

        var stats = await File.ReadAllLinesAsync(_cli.File("out/volume_stats.csv"));
        Assert.Contains(stats, static l => l.StartsWith("POST,/data/ed-fi/students,5,0,", StringComparison.Ordinal));
        Assert.Contains(stats, static l => l.StartsWith("PUT,/data/ed-fi/students/{id},5,0,", StringComparison.Ordinal));
        Assert.Equal(delete, stats.Any(static l => l.StartsWith("DELETE,/data/ed-fi/students/{id},5,0,", StringComparison.Ordinal)));
        Assert.StartsWith($",Aggregated,{requests},0,", stats[^1], StringComparison.Ordinal);
        Assert.Equal(left, _server.Counts().Documents.ByResource.GetValueOrDefault("students"));
        Assert.Equal(!delete, _cli.Error.ToString().Contains("stays on the server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fixtures_have_rows_of_their_own_and_the_last_row_holds_the_load_only()
    {
        await RunAsync("-c", "1", "--batchCount", "5");

        var stats = await File.ReadAllLinesAsync(_cli.File("out/batch_volume_stats.csv"));
        Assert.Contains(stats, l => l.StartsWith("POST,setup-schools,1,0,", StringComparison.Ordinal));
        Assert.StartsWith(",Aggregated,5,0,", stats[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_ends_with_the_totals_of_the_run()
    {
        await RunAsync("-c", "1", "--batchCount", "5");

        var last = (await File.ReadAllLinesAsync(_cli.File("out/batch_volume_stats_history.csv")))[^1].Split(',');
        Assert.Equal(("Aggregated", "5", "0"), (last[3], last[17], last[18]));
    }

    [Fact]
    public async Task The_table_and_the_verdict_are_on_standard_output()
    {
        await RunAsync("-c", "1", "--batchCount", "5", "-tl", "students");

        Assert.Contains("students-batch-10", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("150 sent = 150 committed + 0 rolled back", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Verdict: ", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Triples_of_one_resource_come_from_the_environment()
    {
        _cli.Environment["PERF_BATCH_TRIPLE_COUNT_SECTIONS"] = "2";
        await RunAsync("-c", "1", "--batchCount", "4", "-tl", "sections");

        Assert.All(new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read(), r => Assert.Equal("sections-batch-2", r.Name));
    }

    [Fact]
    public async Task Failures_end_with_a_code_of_their_own_and_are_in_their_file()
    {
        Assert.Equal(ExitCode.Failures, await RunAsync("-c", "1", "--batchCount", "30", "--failDeliberately"));

        Assert.Contains("of 30 batches failed. A limit of failures decides in its place", _cli.Error.ToString().ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("NotFound", (await File.ReadAllLinesAsync(_cli.File("out/batch_volume_failures.csv")))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_that_is_not_kept_has_a_code_of_its_own()
    {
        Assert.Equal(ExitCode.Threshold, await RunAsync("-c", "1", "--batchCount", "5", "--threshold", "p99 < 60s", "committedOperationsPerSecond > 1e9"));
        Assert.Contains("ok   Aggregated: p99 is ", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("not kept: committedOperationsPerSecond > 1e9", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-t", "batch-volume")]
    [InlineData("-t", "volume")]
    public async Task A_threshold_for_a_name_that_no_request_will_have_is_refused_before_anything_is_sent(params string[] type)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(["-c", "1", "--batchCount", "5", .. type, "--threshold", "requests >= 0", "p99 < 60s for nobody-*"]));

        Assert.Contains("'nobody-*'", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _server.Counts().OperationsTotal.Total);
    }

    [Fact]
    public async Task A_threshold_for_a_name_that_had_no_turn_is_told_when_all_files_are_written()
    {
        Assert.NotEqual(ExitCode.Success, await RunAsync("-c", "1", "--batchCount", "1", "-tl", "students", "sections", "--threshold", "requests >= 0 in every 1500ms", "p99 < 60s for sections-*"));

        Assert.Contains("'sections-*'", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, RunJson.Read(_cli.File("out/batch_volume_results.run.json")).Totals.Succeeded);
    }

    [Fact]
    public async Task A_baseline_may_be_the_run_whose_files_are_replaced_and_the_report_compares_with_it()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "--batchCount", "5"));
        var baseline = _cli.File("out/batch_volume_results.run.json");
        var earlier = RunJson.Read(baseline).RunId;

        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "--batchCount", "5", "--baseline", baseline));

        Assert.NotEqual(earlier, RunJson.Read(baseline).RunId);
        Assert.Contains($"Against the baseline, run {earlier}: ", _cli.Out.ToString(), StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(_cli.File("out/batch_volume_report.html"));
        Assert.Contains($"\"baseline\":{{\"runId\":\"{earlier}\"", report, StringComparison.Ordinal);
        Assert.Contains("\"metric\":\"committedOperationsPerSecond\"", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_that_is_not_there_is_refused_before_anything_is_sent()
    {
        Assert.NotEqual(ExitCode.Success, await RunAsync("-c", "1", "--batchCount", "5", "--baseline", _cli.File("nothing.run.json")));
        Assert.Contains("nothing.run.json", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _server.Counts().OperationsTotal.Total);
    }

    [Fact]
    public async Task Traces_beside_a_trace_of_the_operators_own_are_refused_before_the_files_of_an_earlier_run_are_touched()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "--batchCount", "5"));
        var results = await File.ReadAllTextAsync(_cli.File("out/batch_volume_results.csv"));

        Assert.Equal(ExitCode.Usage, await RunAsync("-c", "1", "--batchCount", "5", "--header", "traceparent: 00-1-1-01", "--traceSample", "1%"));

        Assert.Contains("traceparent", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(results, await File.ReadAllTextAsync(_cli.File("out/batch_volume_results.csv")));
    }

    [Fact]
    public async Task A_misspelt_threshold_is_refused_before_anything_is_sent()
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("-c", "1", "--batchCount", "5", "--threshold", "p59 < 1s"));
        Assert.Contains("Did you mean p50, p95 or p99? --listMetrics lists all", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _server.Counts().OperationsTotal.Total);
    }

    [Fact]
    public async Task A_run_that_mostly_fails_is_ended()
    {
        var running = RunAsync("-c", "2", "-m", "10", "-tl", "students");
        await FirstBatchAsync(running);
        _server.Change(options => options with { FailureRate = 1 });

        Assert.Equal(ExitCode.FailureRate, await running);
        Assert.Contains("since more failed than --stopOnFailureRate allows.", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_that_cannot_be_tested_does_not_hide_how_a_run_ended()
    {
        _server.Change(options => options with { FailureRate = 1 });

        Assert.Equal(
            ExitCode.FailureRate,
            await RunAsync("-c", "1", "-m", "10", "-tl", "students", "sections", "--stopOnFailureMinimum", "1", "--thinkTime", "1m", "--threshold", "p99 < 60s for sections-*"));
        Assert.Contains("'sections-*'", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_its_stop_file_refuses_leaves_the_files_of_the_one_before_as_they_are()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-c", "1", "--batchCount", "5"));
        string[] names = ["out/batch_volume_results.csv", "out/batch_volume_results.run.json", "out/batch_volume_report.html", "out/batch_volume_stats.csv"];
        var before = names.Select(name => File.ReadAllText(_cli.File(name))).ToList();
        var stop = _cli.File("stop");
        await File.WriteAllTextAsync(stop, "");

        Assert.Equal(ExitCode.Usage, await RunAsync("-c", "1", "--batchCount", "5", "--stopFile", stop));

        Assert.Contains("StopFileExists", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, names.Select(name => File.ReadAllText(_cli.File(name))));
    }

    [Theory]
    [InlineData("true", "the server takes 100")]
    [InlineData("false", "a DMS takes 100 unless it is set otherwise")]
    public async Task A_batch_over_the_server_s_limit_is_warned_of_and_ends_the_run(string learn, string known)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("-c", "1", "-m", "10", "-bt", "34", "--learnBatchLimit", learn));
        Assert.Contains($"has 102 operations in a batch, and {known}", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_an_authentication_error()
    {
        Assert.Equal(ExitCode.Authentication, await _cli.RunAsync("-b", _server.BaseUrl.ToString(), "-k", _server.Options.Key, "-s", "wr0ng", "-t", "BATCH_VOLUME"));
        Assert.DoesNotContain("wr0ng", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_mode_prints_every_operation()
    {
        await RunAsync("-g", "--batchCount", "1", "-tl", "students", "-bt", "1");

        Assert.Contains("0 Create students: Committed", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 Delete students: Committed", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_completes_the_files()
    {
        var running = RunAsync("-c", "1", "-m", "10");
        await FirstBatchAsync(running);

        _cli.Stop();

        Assert.Equal(ExitCode.Canceled, await running);
        Assert.Equal(StopReason.Canceled, RunJson.Read(_cli.File("out/batch_volume_results.run.json")).StopReason);
        Assert.Equal(Files.Length, FilesOfRun(journals: false).Count());
    }

    [Fact]
    public async Task Contention_is_read_and_reported()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("-tl", "sections", "-c", "2", "--batchCount", "4", "-bt", "2", "--contention", "sharedParents", "OverlappingKeys", "--contentionShare", "50%"));
        Assert.Contains("Contention: SharedParents, OverlappingKeys 50 %; 0 conflicts (409), 0 probable deadlocks", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await RunAsync("--contention", "Crowds"));
        Assert.Equal(ExitCode.Usage, await RunAsync("--contention", "OverlappingKeys", "--contentionShare", "150%"));
        Assert.Contains("'150%' (the option --contentionShare) is not a share", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    private IEnumerable<string> FilesOfRun(bool journals) => Directory.GetFiles(_cli.File("out"))
        .Select(static f => Path.GetFileName(f))
        .Where(f => f.EndsWith(".journal", StringComparison.Ordinal) == journals);

    [Fact]
    public async Task The_dashboard_s_address_is_told_and_its_stop_ends_the_run_with_complete_files()
    {
        var running = RunAsync("-c", "1", "-m", "10", "--dashboard");
        await FirstBatchAsync(running);
        var address = Address().Match(_cli.Error.ToString()).Value;
        using var http = new HttpClient();
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(new Uri(address), "stop"), body);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal(ExitCode.Success, await running);
        var run = RunJson.Read(_cli.File("out/batch_volume_results.run.json"));
        Assert.Equal((StopReason.StopRequested, StopSource.Dashboard), (run.StopReason, run.StoppedBy));
        Assert.Equal(Files.Length, FilesOfRun(journals: false).Count());
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(address)));
    }

    [GeneratedRegex("http://127[.]0[.]0[.]1:[0-9]+/[0-9a-f]{32}/", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Address();

    private Task<ExitCode> RunAsync(params string[] args)
    {
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
        _cli.Environment["SPAWN_RATE"] = "100";
        string[] type = args.Contains("-t") ? [] : ["-t", "batch-volume"];
        return _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. type, .. args]);
    }

    private async Task FirstBatchAsync(Task running)
    {
        while (_server.Counts().OperationsTotal.Committed == 0 && !running.IsCompleted)
        {
            await Task.Delay(5); // polls; nothing depends on how long it takes
        }
    }
}
