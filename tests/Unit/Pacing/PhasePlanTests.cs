using EdFi.BatchPerf.Pacing;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Pacing;

public sealed class PhasePlanTests
{
    [Theory]
    [InlineData(0, RunPhase.Ramp)]
    [InlineData(4.99, RunPhase.Ramp)]
    [InlineData(5, RunPhase.WarmUp)]
    [InlineData(14.99, RunPhase.WarmUp)]
    [InlineData(15, RunPhase.Measured)]
    [InlineData(69.99, RunPhase.Measured)]
    [InlineData(70, RunPhase.Drain)]
    [InlineData(1000, RunPhase.Drain)]
    public void Ramp_then_warm_up_then_measured_then_drain(double seconds, RunPhase phase) =>
        Assert.Equal(phase, PhasePlan.Of(rampSeconds: 5, warmUpSeconds: 10, endSeconds: 70, counted: false).At(seconds));

    [Fact]
    public void A_counted_run_is_measured_from_its_first_batch_and_has_no_planned_end()
    {
        var plan = PhasePlan.Of(rampSeconds: 5, warmUpSeconds: 0, endSeconds: null, counted: true);

        Assert.Equal(RunPhase.Measured, plan.At(0));
        Assert.Equal(RunPhase.Measured, plan.At(1e9));
    }

    [Fact]
    public void A_run_that_ends_before_its_last_client_is_there_is_measured_without_a_ramp() =>
        Assert.Equal(RunPhase.Measured, PhasePlan.Of(rampSeconds: 60, warmUpSeconds: 0, endSeconds: 10, counted: false).At(0));

    [Fact]
    public void The_ramp_is_part_of_the_duration_and_the_warm_up_comes_on_top()
    {
        var phases = (Plans.Closed() with { ClientCount = 11, SpawnRate = 10, Duration = TimeSpan.FromSeconds(20), WarmUp = TimeSpan.FromSeconds(5) }).Phases();

        Assert.Equal(new PhasePlan(RampEnd: 1, MeasuredFrom: 6, End: 25), phases);
    }

    [Fact]
    public void The_warm_up_of_stages_is_their_first_part()
    {
        var phases = (Plans.Closed() with { Duration = null, Stages = [new Stage(TimeSpan.FromSeconds(30), 5)], WarmUp = TimeSpan.FromSeconds(10) }).Phases();

        Assert.Equal(new PhasePlan(RampEnd: 0, MeasuredFrom: 10, End: 30), phases);
    }

    [Fact]
    public void An_open_loop_has_no_ramp()
    {
        var phases = (Plans.Closed() with { ArrivalRate = 5, ClientCount = 1000, Duration = TimeSpan.FromSeconds(20) }).Phases();

        Assert.Equal(new PhasePlan(RampEnd: 0, MeasuredFrom: 0, End: 20), phases);
    }
}
