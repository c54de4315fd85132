using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class FailureStretchTests
{
    [Theory]
    [InlineData("....", null, null, 0)]
    [InlineData("xx..", 0.0, 2.0, 1)]
    [InlineData(".xx.", 1.0, 3.0, 1)]
    [InlineData("..xx", 2.0, null, 1)]
    [InlineData("x..xx", 3.0, null, 2)]
    [InlineData("xx.xx.", 3.0, 5.0, 2)]
    [InlineData("cc.x.", 3.0, 4.0, 1)]
    [InlineData("cccc", null, null, 0)]
    [InlineData(".x_x_", 1.0, null, 1)]
    [InlineData("____", null, null, 0)]
    [InlineData("...'", null, null, 0)]
    [InlineData("xx'", 0.0, null, 1)]
    [InlineData("'", 0.0, null, 1)]
    [InlineData(".1.1.", null, null, 0)]
    [InlineData("x.1.", 0.0, 1.0, 1)]
    [InlineData(".11111.1", 1.0, 6.0, 1)]
    public void The_server_refuses_in_the_last_stretch_of_so_many(string seconds, double? since, double? until, int stretches) => Assert.Equal(
        (since, until, stretches),
        HealthView.Stretches(
            seconds.Select(static (c, i) => new IntervalPoint
            {
                StartSeconds = i,
                WidthSeconds = c == '\'' ? 0.1 : 1, // the sliver at a run's end
                Batches = c switch { '_' => 0, '1' => 1, _ => 10 }, // 1: a batch a second, which failed
                Failures = c switch { '.' or '_' => 0, '1' => 1, _ => 9 },
                FailuresClientResources = c == 'c' ? 9 : 0,
            }),
            HealthView.MostWereRefused));
}
