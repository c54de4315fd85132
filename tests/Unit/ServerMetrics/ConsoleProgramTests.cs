using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Cli;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>The console program, told to measure what its run costs.</summary>
[Collection(PostgreSqlGroup.Name)]
public sealed class ConsoleProgramTests(PostgreSqlCluster cluster) : IAsyncLifetime, IDisposable
{
    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;

    public async Task InitializeAsync() => _server = await SimulatorHost.StartAsync(new SimulatorOptions());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [PostgreSqlFact]
    public async Task What_the_run_cost_is_in_its_summary_and_its_file_and_the_password_is_nowhere()
    {
        _cli.Environment["PERF_POSTGRESQL"] = cluster.ConnectionString;

        Assert.Equal(ExitCode.Success, await RunAsync("--metricsCommand", "echo answers_total=7", "-l", "DEBUG"));

        var file = _cli.File("out/batch_volume_results.run.json");
        var costs = RunJson.Read(file).ServerCosts;
        Assert.Equal(30, costs.Single(static c => c.Name == "Commits").Operations);
        Assert.Equal(0, costs.Single(static c => c.Name == "answers_total").Total);
        Assert.Contains("PostgreSql WalBytes", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgreSqlCluster.Password, _cli.Output + await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_connection_string_is_refused_without_being_shown()
    {
        _cli.Environment["PERF_POSTGRESQL"] = "Host=db;Pasword=hunter2";

        Assert.Equal(ExitCode.Usage, await RunAsync());

        Assert.Contains("ConnectionStringInvalid", _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _cli.Output, StringComparison.Ordinal);
    }

    private Task<ExitCode> RunAsync(params string[] more)
    {
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
        return _cli.RunAsync(["-b", _server.BaseUrl.ToString(), "-t", "BATCH_VOLUME", "-tl", "students", "-c", "1", "--batchCount", "5", "-bt", "2", .. more]);
    }
}
