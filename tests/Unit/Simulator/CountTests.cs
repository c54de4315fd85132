using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Counting;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class CountTests
{
    [Fact]
    public async Task Every_operation_has_one_outcome()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { BatchLimit = 4 });
        using var client = new SimulatorClient(simulator);
        await client.BatchStatusAsync(Triple("a"));
        await client.BatchStatusAsync(Create("b"), Delete("no such student"), Create("c"), Create("d"));
        await client.BatchStatusAsync(Create("1"), Create("2"), Create("3"), Create("4"), Create("5"));

        var counts = simulator.Counts();

        Assert.Equal(new OperationCounts(Committed: 3, RolledBack: 1, Failed: 1, NotAttempted: 7), counts.OperationsTotal);
        Assert.Equal(new OperationCounts(1, 1, 0, 7), counts.Operations["create"]);
        Assert.Equal(counts.OperationsTotal, counts.OperationsByResource["students"]);
        Assert.Equal(3, counts.BatchRequests);
        Assert.Equal(1, counts.BatchesCommitted);
        Assert.Equal([200, 404, 413], counts.BatchAnswered.Keys);
        Assert.Equal(0, counts.Documents.Total);
    }

    [Fact]
    public async Task Under_all_faults_at_once_sent_equals_what_was_counted()
    {
        await using var simulator = await SimulatorHost.StartAsync(new()
        {
            FailureRate = 0.1,
            ServerErrorRate = 0.1,
            ThrottleRate = 0.1,
            UnavailableRate = 0.1,
            DropRate = 0.1,
            DropAfterRate = 0.1,
            UnauthorizedRate = 0.1,
            DeadlockRate = 0.1,
            DeadlockWaitMs = 0,
        });
        using var client = new SimulatorClient(simulator);
        var answered = 0;
        for (var i = 0; i < 200; i++)
        {
            try
            {
                (await client.BatchAsync(Triple($"s{i}"))).Dispose();
                answered++;
            }
            catch (HttpRequestException)
            {
                // The connection was reset, as it was told to be.
            }
        }

        var counts = simulator.Counts();
        Assert.Equal(600, counts.OperationsTotal.Total);
        Assert.Equal(200, counts.BatchRequests);
        Assert.Equal(answered, counts.BatchAnswered.Values.Sum());
        Assert.Equal(200 - answered, counts.BatchesDropped + counts.BatchesDroppedAfterCommit);
        Assert.Equal(3 * counts.BatchesCommitted, counts.OperationsTotal.Committed);
        Assert.Equal(counts.BatchAnswered[200] + counts.BatchesDroppedAfterCommit, counts.BatchesCommitted);
        Assert.Equal([200, 400, 401, 409, 429, 500, 503], counts.BatchAnswered.Keys);
        Assert.Equal(0, counts.Documents.Total);
    }

    [Fact]
    public async Task Counting_can_start_anew()
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);
        await client.BatchStatusAsync(Create("a"));

        (await client.SendAsync(HttpMethod.Post, "/simulator/reset-counts")).Dispose();

        var counts = await client.GetAsync("/simulator/counts?holds=all");
        Assert.Equal(0, (int)counts["batchRequests"]!);
        Assert.Equal(0, (int)counts["operationsTotal"]!["total"]!);
        Assert.Equal(1, (int)counts["documents"]!["byResource"]!["students"]!);
        Assert.True((int)counts["documentsAtStart"]!["total"]! > 100);
    }
}
