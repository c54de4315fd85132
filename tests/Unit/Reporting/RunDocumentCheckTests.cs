using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class RunDocumentCheckTests
{
    [Fact]
    public async Task Totals_that_are_missing_do_not_pass_beside_a_ledger()
    {
        var run = await RunAsync();

        Assert.Null(RunDocumentCheck.Problem(run));
        Assert.NotNull(RunDocumentCheck.Problem(run with { Totals = new RunTotals() }));
    }

    [Fact]
    public async Task Parts_of_a_run_that_lasts_need_not_agree_in_its_archive_and_those_of_an_ended_one_must()
    {
        var run = await RunAsync();
        var early = run.Totals with { Batches = 1, Succeeded = 1, OperationsSent = 30, OperationsCommitted = 30 };

        Assert.IsType<RunDocument>(RunArchive.Read(RunArchive.Write(run with { EndedAt = null, Totals = early })!));
        Assert.Equal(
            "ArchiveInvalid",
            Assert.Throws<BatchPerfException>(() => RunArchive.Read(RunArchive.Write(run with { Totals = early })!)).ErrorId);
    }

    private static async Task<RunDocument> RunAsync()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(server);
        var load = Load.Start(connection, Plans.Counted(3));
        await Load.FinishAsync(load);
        return load.Run.ToDocument();
    }
}
