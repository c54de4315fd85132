using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class SideOutputTests
{
    [Fact]
    public async Task A_full_disk_under_an_output_is_named_once_and_does_not_end_the_run()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(server);
        var failed = new List<BatchPerfException>();
        var output = new Full();

        var load = Load.Start(connection, Plans.Counted(5), new RunOptions { Observers = [new SideOutput(output, "The dashboard", failed.Add)] });
        await Load.FinishAsync(load);

        Assert.Equal((StopReason.BatchCount, null), (load.Run.StopReason, load.Run.Fault));
        Assert.True(output.Ended, "Its end is tried all the same.");
        Assert.Equal("The dashboard could not be completed: No space left on device", Assert.Single(failed).Message);
    }

    private sealed class Full : IRunObserver
    {
        public bool Ended { get; private set; }

        public void OnSecond(BatchRun run, DateTimeOffset at) => throw new IOException("No space left on device");

        public void OnEnd(BatchRun run)
        {
            Ended = true;
            throw new IOException("No space left on device");
        }
    }
}
