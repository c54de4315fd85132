using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class HealthSamplerTests
{
    [Fact]
    public void Work_done_in_the_window_shows_as_a_share_of_all_cores()
    {
        var sampler = new HealthSampler();
        sampler.Begin();
        var until = DateTime.UtcNow.AddMilliseconds(200);
        while (DateTime.UtcNow < until)
        {
        }

        var health = sampler.Read();
        Assert.InRange(health.WindowSeconds, 0.2, 60);
        Assert.InRange(health.CpuShare, 0.001, 1.1);
        Assert.Equal(Environment.ProcessorCount, health.Cores);
    }

    [Fact]
    public void A_collection_in_the_window_shows_as_a_pause()
    {
        var sampler = new HealthSampler();
        sampler.Begin();
        GC.Collect();
        sampler.Sample();

        var health = sampler.Read();
        Assert.True(health.GcPauseTotalMs > 0);
        Assert.InRange(health.GcPauseMaxMs, 0, health.GcPauseTotalMs);
    }
}
