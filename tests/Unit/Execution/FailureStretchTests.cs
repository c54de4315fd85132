using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class FailureStretchTests
{
    [Theory]
    [InlineData("....", null)]
    [InlineData("xx..", 0.0)]
    [InlineData("x..xx", 3.0)]
    [InlineData("xx.xx.", 3.0)]
    [InlineData("cc.x.", 3.0)]
    [InlineData("cccc", null)]
    public void The_server_refuses_since_the_last_stretch_began(string seconds, double? since) => Assert.Equal(
        since,
        HealthView.LastStretch(
            seconds.Select(static (c, i) => new IntervalPoint { StartSeconds = i, WidthSeconds = 1, Batches = 10, Failures = c == '.' ? 0 : 9, FailuresClientResources = c == 'c' ? 9 : 0 }),
            HealthView.MostWereRefused));
}
