using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Jobs.Scenarios;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>What the server took is not changed by what it teaches later.</summary>
public sealed class KeptScenarioTests
{
    [Fact]
    public void A_scenario_that_passed_and_a_fixture_that_is_there_stay_as_they_were()
    {
        var making = Making.Small();
        ApiResource[] resources = [making.Resource("studentProgramAssociations"), making.Resource("busRoutes"), making.Resource("programParticipations")];
        var kept = new KeptScenarios();
        var before = MadeScenarios.Of(making.Maker, resources, kept);
        var programs = before.Fixtures.Single(static f => f.Resource.Segment == "programs");
        kept.Keep(before, making.Resource("busRoutes"));
        kept.Keep(programs);

        making.Lessons.Learn(making.Resource("busRoutes"), ["$.expectedMinutes: expectedMinutes is required."]);
        making.Lessons.Learn(making.Resource("programs"), ["$.programId: programId is required."]);
        making.Lessons.Learn(making.Resource("studentProgramAssociations"), ["$.endDate: endDate is required."]);
        var after = MadeScenarios.Of(making.Maker, resources, kept);

        Assert.Same(before.Scenarios[making.Resource("busRoutes")], after.Scenarios[making.Resource("busRoutes")]);
        Assert.Same(programs, after.Fixtures.Single(static f => f.Resource.Segment == "programs"));
        Assert.True(after.Scenarios[making.Resource("studentProgramAssociations")].Main.Content.ContainsKey("endDate"));
    }
}
