using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Unit.Pacing;

public sealed class ClientCurveTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.49, 1)]
    [InlineData(0.5, 2)]
    [InlineData(1, 3)]
    [InlineData(4.4, 9)]
    [InlineData(4.5, 10)]
    [InlineData(1000, 10)]
    public void The_first_client_comes_at_once_and_then_so_many_a_second(double seconds, int clients) => Assert.Equal(clients, new ClientCurve(10, 2).At(seconds));

    [Fact]
    public void The_ramp_ends_with_the_last_client()
    {
        Assert.Equal(4.5, new ClientCurve(10, 2).RampSeconds);
        Assert.Equal(0, new ClientCurve(1, 0.001).RampSeconds);
        Assert.Equal(10, new ClientCurve(10, 2).Peak);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.001, 1)]
    [InlineData(3, 1)]
    [InlineData(3.4, 2)]
    [InlineData(10, 3)]
    [InlineData(15, 2)]
    [InlineData(20, 0)]
    [InlineData(21, 0)]
    public void Stages_are_rounded_up_to_whole_clients(double seconds, int clients)
    {
        var curve = new ClientCurve([new Stage(TimeSpan.FromSeconds(10), 3), new Stage(TimeSpan.FromSeconds(10), 0)]);

        Assert.Equal(clients, curve.At(seconds));
        Assert.Equal(3, curve.Peak);
        Assert.Equal(0, curve.RampSeconds);
    }
}
