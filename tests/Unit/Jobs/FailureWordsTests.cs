using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class FailureWordsTests
{
    [Theory]
    [InlineData(1, "All 12 batches failed; most often (12 times): ServerError: 500 ")]
    [InlineData(0, null)]
    public async Task What_failed_is_the_first_that_is_said_of_a_run(double rate, string? words)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(server);
        server.Change(o => o with { ServerErrorRate = rate });
        var load = Load.Start(connection, Plans.Counted(12));
        await Load.FinishAsync(load);

        if (words is null)
        {
            Assert.Null(FailureWords.Of(load.Run));
        }
        else
        {
            Assert.StartsWith(words, RunEnd.Warnings(load.Run).First(), StringComparison.Ordinal);
        }
    }
}
