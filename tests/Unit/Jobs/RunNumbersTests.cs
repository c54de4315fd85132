using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class RunNumbersTests
{
    private static readonly NumberedDocument Number = new("schools", "$.schoolId");

    [Fact]
    public void Runs_whose_documents_only_numbers_tell_apart_never_share_a_range()
    {
        var numbers = new RunNumbers(Plan(Number), Enumerable.Range(0, 2045));

        Assert.Equal([2045, 2046, 2047], Enumerable.Range(0, 3).Select(_ => LocalKey.BitsOf(numbers.Next())).Order());
        Assert.Equal("RunNumbersTaken", Assert.Throws<BatchPerfException>(numbers.Require).ErrorId);
        Assert.Equal("RunNumbersTaken", Assert.Throws<BatchPerfException>(() => numbers.Next()).ErrorId);
    }

    [Fact]
    public void Runs_whose_documents_have_the_runs_id_may_share_one()
    {
        var numbers = new RunNumbers(Plan(), Enumerable.Range(0, 2047));

        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(2047, LocalKey.BitsOf(numbers.Next())));
    }

    private static RunPlan Plan(params NumberedDocument[] numbered) => Plans.Closed() with
    {
        Scenarios = [new ScenarioShare(new FakeScenario { Numbered = numbered })],
    };
}
