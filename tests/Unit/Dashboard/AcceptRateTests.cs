using EdFi.BatchPerf.Page.Dashboard;

namespace EdFi.BatchPerf.Unit.Dashboard;

public sealed class AcceptRateTests
{
    [Fact]
    public void A_burst_is_taken_at_once_and_what_follows_waits_its_turn()
    {
        var clock = new TestClock();
        var rate = new AcceptRate(clock);
        var burst = Enumerable.Range(0, AcceptRate.Burst - 1).Select(_ => rate.Take()).ToList();
        Assert.All(burst, static wait => Assert.Equal(TimeSpan.Zero, wait));

        for (var i = 0; i < 200; i++)
        {
            var wait = rate.Take();
            Assert.Equal(1.0 / AcceptRate.PerSecond, wait.TotalSeconds, 6);
            clock.Advance(wait);
        }

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AcceptRate.Burst - 1, Enumerable.Range(0, 2 * AcceptRate.Burst).Count(_ => rate.Take() == TimeSpan.Zero));
    }
}
