using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>Scenarios made of a server's metadata, from the console.</summary>
public sealed class NewScenarioTests
{
    [Fact]
    public async Task Scenarios_are_made_and_tried_out_without_a_test_type()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var cli = new CliRunner();

        var exit = await cli.RunAsync(
            "-b", server.BaseUrl.ToString(), "-k", server.Options.Key, "-s", server.Options.Secret,
            "--newScenario", "locations", "class*", "--scenarioPath", cli.File("made"), "--verify");

        Assert.True(exit == ExitCode.Success, cli.Output);
        Assert.Contains("Verified", cli.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(cli.File("made"), "classPeriods.json")));
    }
}
