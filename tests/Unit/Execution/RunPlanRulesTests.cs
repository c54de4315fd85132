using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class RunPlanRulesTests
{
    private static readonly Stage Some = new(TimeSpan.FromSeconds(10), 5);

    [Fact]
    public void Sensible_plans_pass()
    {
        Plans.Closed().Validate();
        Plans.Counted(1).Validate();
        (Plans.Counted(1) with { Duration = TimeSpan.FromSeconds(1), StopTimeout = TimeSpan.Zero }).Validate();
        (Plans.Closed() with { ArrivalRate = 1000, ClientCount = 100_000 }).Validate();
        (Plans.Closed() with { OperationRate = 1e8 }).Validate();
        (Plans.Closed() with { Duration = null, Stages = [Some, Some with { Target = 0 }] }).Validate();
        (Plans.Closed() with { Duration = null, Stages = [Some], StageTarget = StageTarget.ArrivalRate }).Validate();
        (Plans.Closed() with { StopOnFailureRate = 0, ThinkTime = TimeSpan.FromSeconds(1), Pacing = TimeSpan.FromSeconds(1), RetryCount = 100 }).Validate();
    }

    public static TheoryData<string, RunPlan> Senseless => new()
    {
        { "Name one or more scenarios", Plans.Closed() with { Scenarios = [] } },
        { "weights from 1 to 100,000", Plans.Closed() with { Scenarios = [new ScenarioShare(new FakeScenario(), 0)] } },
        { "ClientCount a value from 1 to 100000", Plans.Closed() with { ClientCount = 0 } },
        { "ClientCount a value from 1 to 100000", Plans.Closed() with { ClientCount = 100_001 } },
        { "SpawnRate a value from 0.001 to 1000000", Plans.Closed() with { SpawnRate = 0 } },
        { "SpawnRate a value from 0.001 to 1000000", Plans.Closed() with { SpawnRate = double.NaN } },
        { "RetryCount a value from 0 to 100", Plans.Closed() with { RetryCount = -1 } },
        { "StopOnFailureMinimum a value from 1", Plans.Closed() with { StopOnFailureMinimum = 0 } },
        { "BatchCount a value from 1", Plans.Counted(0) },
        { "ArrivalRate a value from 0.001 to 1000000", Plans.Closed() with { ArrivalRate = -1 } },
        { "ArrivalRate a value from 0.001 to 1000000", Plans.Closed() with { ArrivalRate = double.PositiveInfinity } },
        { "OperationRate a value from 0.001 to 100000000", Plans.Closed() with { OperationRate = 0 } },
        { "StopOnFailureRate a value from 0 to 1", Plans.Closed() with { StopOnFailureRate = 50 } },
        { "Duration a value from 1ms to 30 days", Plans.Closed() with { Duration = TimeSpan.Zero } },
        { "Duration a value from 1ms to 30 days", Plans.Closed() with { Duration = TimeSpan.MaxValue } },
        { "WarmUp a value from 0s", Plans.Closed() with { WarmUp = TimeSpan.FromSeconds(-1) } },
        { "ThinkTime a value from 0s", Plans.Closed() with { ThinkTime = TimeSpan.FromSeconds(-1) } },
        { "Pacing a value from 1ms", Plans.Closed() with { Pacing = TimeSpan.Zero } },
        { "StopTimeout a value from 0s", Plans.Closed() with { StopTimeout = TimeSpan.FromSeconds(-1) } },
        { "RequestTimeout a value from 1ms", Plans.Closed() with { RequestTimeout = TimeSpan.Zero } },
        { "Give one of them", Plans.Closed() with { ArrivalRate = 1, OperationRate = 1 } },
        { "Stages say themselves how long", Plans.Closed() with { Stages = [Some] } },
        { "either stages or a rate", Plans.Closed() with { Duration = null, Stages = [Some], ArrivalRate = 1 } },
        { "at least one stage a target above 0", Plans.Closed() with { Duration = null, Stages = [Some with { Target = 0 }] } },
        { "from 0 to 100000 clients", Plans.Closed() with { Duration = null, Stages = [Some with { Target = 100_001 }] } },
        { "from 0 to 100000 clients", Plans.Closed() with { Duration = null, Stages = [Some, Some with { Target = -1 }] } },
        { "from 0 to 100000 clients", Plans.Closed() with { Duration = null, Stages = [Some, Some with { Target = double.NaN }] } },
        { "from 0 to 1000000 batches per second", Plans.Closed() with { Duration = null, StageTarget = StageTarget.ArrivalRate, Stages = [Some with { Target = 2e6 }] } },
        { "from 0 to 100000000 operations per second", Plans.Closed() with { Duration = null, StageTarget = StageTarget.OperationRate, Stages = [Some with { Target = 2e8 }] } },
        { "a stage's duration a value from 1ms", Plans.Closed() with { Duration = null, Stages = [Some with { Duration = TimeSpan.Zero }] } },
        { "shorter warm-up", Plans.Closed() with { Duration = null, Stages = [Some], WarmUp = TimeSpan.FromSeconds(10) } },
        { "Give Duration, BatchCount or Stage", Plans.Closed() with { Duration = null } },
        { "Leave them out", Plans.Closed() with { ArrivalRate = 1, ThinkTime = TimeSpan.FromSeconds(1) } },
        { "Leave them out", Plans.Closed() with { ArrivalRate = 1, Pacing = TimeSpan.FromSeconds(1) } },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void A_senseless_plan_is_refused_with_what_is_allowed(string allowed, RunPlan plan)
    {
        var error = Assert.Throws<BatchPerfException>(plan.Validate);

        Assert.Equal(("InvalidRunPlan", ProblemKind.InvalidInput), (error.ErrorId, error.Problem));
        Assert.Contains(allowed, error.NextStep, StringComparison.Ordinal);
    }
}
