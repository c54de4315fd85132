using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;

namespace EdFi.BatchPerf.Unit.Cli;

public sealed class ApplicationTests : IDisposable
{
    private const string Nobody = "http://127.0.0.1:1";
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Help_lists_every_option_variable_and_exit_code()
    {
        Assert.Equal(ExitCode.Success, await _cli.RunAsync("--help"));

        var help = _cli.Out.ToString();
        Assert.All(OptionTable.All, option => Assert.Contains(option.Long + " ", help, StringComparison.Ordinal));
        Assert.All(OptionTable.All.Select(o => o.Setting.Variable).OfType<string>(), variable => Assert.Contains($"[{variable}]", help, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Matches($"(?m)^ +{(int)code} ", help));
    }

    [Fact]
    public async Task Help_fits_a_console()
    {
        await _cli.RunAsync("-h");

        Assert.All(_cli.Out.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 121));
    }

    [Fact]
    public async Task Version_is_printed()
    {
        Assert.Equal(ExitCode.Success, await _cli.RunAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+", _cli.Out.ToString());
    }

    [Fact]
    public async Task A_misspelt_option_is_a_usage_error()
    {
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync("--clients", "5"));
        Assert.Contains("There is no option '--clients'. Did you mean --clientCount", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("-t", "PIPECLEAN")]
    [InlineData("-t", "change-query")]
    public async Task A_test_type_that_does_not_exist_has_a_code_of_its_own(params string[] args)
    {
        Assert.Equal(ExitCode.TestType, await _cli.RunAsync([.. Server(Nobody), .. args]));
        Assert.Contains("BATCH_VOLUME", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("VOLUME (", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UnknownScenario", "-tl", "NoSuchTest")]
    [InlineData("InvalidSetting", "-c", "0")]
    [InlineData("InvalidSetting", "-c", "-5")]
    [InlineData("InvalidSetting", "-bt", "many")]
    [InlineData("InvalidSetting", "--duration", "5")]
    [InlineData("InvalidStage", "--stage", "30s")]
    [InlineData("OptionConflict", "--newScenario", "locations", "--threshold", "p95 < 1s")]
    [InlineData("OptionConflict", "--newScenario", "locations", "--dashboard")]
    [InlineData("ResumeParameter", "--resume", "no.journal", "--journal", "other.journal")]
    [InlineData("ResumeParameter", "--resume", "no.journal", "--requestTimeout", "5s")]
    [InlineData("InvalidRunPlan", "--arrivalRate", "5", "--operationRate", "5")]
    [InlineData("EnvironmentFileNotReadable", "--environmentFile", "missing.env")]
    public async Task Bad_input_is_refused_before_anything_is_sent(string errorId, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync([.. Server(Nobody), .. args.Contains("--resume") ? [] : (string[])["-t", "BATCH_VOLUME"], .. args]));
        Assert.Contains($"({errorId})", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.File("out")));
    }

    [Theory]
    [InlineData("BaseUrlMissing", "-k", "key", "-s", "s3cret")]
    [InlineData("CredentialMissing", "-b", Nobody, "-s", "s3cret")]
    [InlineData("CredentialMissing", "-b", Nobody, "-k", "key")]
    public async Task What_is_required_is_asked_for(string errorId, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync([.. args, "-t", "BATCH_VOLUME"]));
        Assert.Contains($"({errorId})", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_line_of_the_env_file_in_the_directory_is_named()
    {
        File.WriteAllText(_cli.File(".env"), "PERF_API_KEY=key\nPERF_API_SECRET 's3cret'\n");

        Assert.Equal(ExitCode.Usage, await _cli.RunAsync("-t", "BATCH_VOLUME"));
        Assert.Contains(".env' is malformed in line 2", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_nobody_runs_is_a_connection_error_and_the_secret_stays_secret()
    {
        _cli.Environment["PERF_API_SECRET"] = "s3cret";

        Assert.Equal(ExitCode.Connection, await _cli.RunAsync("-b", Nobody, "-k", "key", "-t", "BATCH_VOLUME", "-l", "DEBUG"));
        Assert.Contains("(ServerUnreachable)", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_fixtures_may_be_created_for_a_run_that_goes_on()
    {
        Assert.Equal(ExitCode.File, await _cli.RunAsync([.. Server(Nobody), "--resume", "no.journal", "--createMissing"]));
        Assert.Contains("(JournalNotReadable)", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_a_file_error()
    {
        Assert.Equal(ExitCode.File, await _cli.RunAsync([.. Server(Nobody), "-t", "BATCH_VOLUME", "--scenarioPath", "missing.json"]));
        Assert.Contains("(ScenarioTemplateNotFound)", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_results_file_is_kept()
    {
        File.WriteAllText(_cli.File("mine.csv"), "precious");

        Assert.Equal(ExitCode.File, await _cli.RunAsync([.. Server(Nobody), "-t", "BATCH_VOLUME", "--resultPath", "mine.csv"]));
        Assert.Contains("(ResultFileExists)", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(_cli.File("mine.csv")));
    }

    [Fact]
    public async Task A_run_that_does_not_begin_leaves_no_results_file_in_the_way_of_the_next()
    {
        Assert.Equal(ExitCode.Connection, await _cli.RunAsync([.. Server(Nobody), "-t", "BATCH_VOLUME", "--resultPath", "mine.csv"]));
        Assert.False(File.Exists(_cli.File("mine.csv")));
    }

    [Theory]
    [InlineData("--remove", "--leftover")]
    [InlineData("--poison StaleETag", "--testAtomicity")]
    [InlineData("--loadClients 4", "--testAtomicity")]
    [InlineData("--poison StaleETag --testAtomicity false", "--testAtomicity")]
    [InlineData("--findLimit", "--measureBatchSize")]
    [InlineData("--measureBatchSize 1 5 --findCapacity Clients", "--measureBatchSize and --findCapacity")]
    [InlineData("--contentionShare 50%", "--contention")]
    [InlineData("--stageTarget ArrivalRate", "--stage")]
    [InlineData("--stage 30s:50 --spawnRate 5", "--spawnRate")]
    [InlineData("--leftover a.journal --testAtomicity", "--testAtomicity and --leftover")]
    [InlineData("--resume a.journal --leftover b.journal", "--leftover and --resume")]
    [InlineData("--testAtomicity --threshold p95<1s", "--threshold")]
    [InlineData("--leftover a.journal --dashboard", "--dashboard")]
    [InlineData("--measureBatchSize 1 5 --stopOnFailureRate 10%", "--stopOnFailureRate")]
    [InlineData("--measureBatchSize 1 5 --stopOnFailureMinimum 5", "--stopOnFailureMinimum")]
    [InlineData("--confidence 99%", "--findCapacity")]
    [InlineData("--measureBatchSize 1 5 --threshold p95<1s", "--threshold")]
    [InlineData("--findCapacity Clients --threshold p95<1s --postgreSql Host=db", "--postgreSql")]
    [InlineData("--testAtomicity --postgreSql Host=db", "--postgreSql")]
    public async Task Options_that_would_be_passed_over_in_silence_are_refused(string options, string named)
    {
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync([.. Server(Nobody), .. options.Split(' ')]));
        Assert.Contains("(OptionConflict)", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(named, _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_of_atomicity_that_is_switched_off_needs_a_test_type_like_any_load()
    {
        Assert.Equal(ExitCode.TestType, await _cli.RunAsync([.. Server(Nobody), "--testAtomicity", "false"]));
    }

    [Fact]
    public async Task An_output_directory_that_cannot_be_made_is_a_file_error()
    {
        File.WriteAllText(_cli.File("out"), "a file");

        Assert.Equal(ExitCode.File, await _cli.RunAsync([.. Server(Nobody), "-t", "BATCH_VOLUME"]));
    }

    [Fact]
    public async Task A_run_that_never_begins_leaves_the_files_of_an_earlier_one_alone()
    {
        Directory.CreateDirectory(_cli.File("out"));
        File.WriteAllText(_cli.File("out/batch_volume_stats.csv"), "precious");

        Assert.Equal(ExitCode.Connection, await _cli.RunAsync([.. Server(Nobody), "-t", "BATCH_VOLUME"]));
        Assert.Equal(["batch_volume_stats.csv"], Directory.GetFiles(_cli.File("out")).Select(Path.GetFileName));
        Assert.Equal("precious", File.ReadAllText(_cli.File("out/batch_volume_stats.csv")));
    }

    private static string[] Server(string url) => ["-b", url, "-k", "key", "-s", "s3cret"];
}
