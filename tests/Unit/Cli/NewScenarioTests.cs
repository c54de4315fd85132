using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>Scenarios made of a server's metadata, from the console.</summary>
public sealed class NewScenarioTests
{
    [Theory]
    [InlineData("class*", 0)]
    [InlineData("classPeriod", 10)]
    public async Task Scenarios_are_made_and_tried_out_without_a_test_type(string second, int expected)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var cli = new CliRunner();

        var exit = await cli.RunAsync(
            "-b", server.BaseUrl.ToString(), "-k", server.Options.Key, "-s", server.Options.Secret,
            "--newScenario", "locations", second, "--scenarioPath", cli.File("made"), "--verify");

        Assert.True((int)exit == expected, cli.Output);
        Assert.Contains("Verified", cli.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(cli.File("made"), "locations.json")));
        Assert.Equal(expected == 0, File.Exists(Path.Combine(cli.File("made"), "classPeriods.json")));
    }
}
