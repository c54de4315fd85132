using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Atomicity;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class AtomicityJobTests
{
    [Theory]
    [InlineData("", "queries by 'sectionIdentifier' work, reads by id work")]
    [InlineData("*.*=nothing", "queries by 'sectionIdentifier' find nothing")]
    public async Task What_the_server_honours_is_said_of_the_scenario_s_resource_when_it_was_read_back(string mapping, string said)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { QueryMapping = QueryMapping.TryParse(mapping)! });
        using var connection = await Load.ConnectAsync(server);
        using var host = new RecordingJobHost();
        var verdicts = new List<BatchAtomicityResult>();
        var request = new AtomicityRequest
        {
            Scenarios = new AtomicityScenarios(new ScenarioCatalog(), ["sections"], tripleCount: 1, seed: 1, new FixtureKeys()),
            Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
            Plan = new AtomicityPlan { Poisons = [AtomicityPoison.MissingNaturalKey], Positions = ["Last"], SettleTime = TimeSpan.Zero },
        };

        var done = await new AtomicityJob(host).RunAsync(request, _ => Task.FromResult(connection), new Told<BatchAtomicityResult>(verdicts.Add)).WaitAsync(Load.Bound);

        Assert.True(done);
        Assert.Equal(AtomicityVerdict.Atomic, Assert.Single(verdicts).Verdict);
        Assert.Contains(said, Assert.Single(host.Said, static text => text.StartsWith("Reading back sections: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(host.Warnings);
    }
}
