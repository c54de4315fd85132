using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Dashboard;

public sealed class LookTests
{
    [Fact]
    public async Task What_is_over_time_is_always_new_and_the_last_look_is_whole()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed());
        var look = new Look();
        look.At(load.Run, whole: false);
        await Signals.UntilAsync(() => load.Run.Intervals.Count > 0 && load.Run.Totals.Batches > 0);
        load.ChangeLoad(3);

        var light = look.At(load.Run, whole: false);
        Assert.Equal((1, true), (light.LoadChanges.Count, light.Intervals.Count > 0 && light.Totals.Batches > 0));

        load.Stop(StopReason.StopRequested);
        await Load.FinishAsync(load);
        var last = look.At(load.Run, whole: true);
        Assert.Equal((load.Run.EndedAt, load.Run.Metrics[^1].Requests), (last.EndedAt, last.Metrics[^1].Requests));
    }
}
