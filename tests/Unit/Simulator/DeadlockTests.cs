using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Counting;
using EdFi.BatchPerf.Simulator.Faults;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class DeadlockTests
{
    [Fact]
    public void A_wait_that_closes_a_circle_is_a_deadlock()
    {
        var locks = new DocumentLocks();
        LockHolder one = new(), two = new(), three = new();
        Assert.Null(locks.Take(one, "a", out _));
        Assert.Null(locks.Take(two, "b", out _));
        Assert.Null(locks.Take(three, "c", out _));

        Assert.Same(two, locks.Take(one, "b", out var first));
        Assert.Same(three, locks.Take(two, "c", out var second));
        Assert.Same(one, locks.Take(three, "a", out var third));
        locks.Release(three);

        Assert.Equal((false, false, true), (first, second, third));
        Assert.True(three.Ended.IsCompleted);
        Assert.Null(locks.Take(two, "c", out _));
    }

    [Fact]
    public void Whoever_waits_for_the_victim_of_a_deadlock_just_waits()
    {
        var locks = new DocumentLocks();
        LockHolder one = new(), two = new(), three = new();
        Assert.Null(locks.Take(one, "a", out _));
        Assert.Null(locks.Take(two, "b", out _));
        Assert.Same(two, locks.Take(one, "b", out _));
        Assert.Same(one, locks.Take(two, "a", out var victim));

        Assert.Same(two, locks.Take(three, "b", out var bystander));

        Assert.Equal((true, false), (victim, bystander));
    }

    [Fact]
    public async Task Batches_that_update_in_opposite_order_deadlock_and_one_of_them_gets_through()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { DocumentLocks = true, LatencyOperationMs = 300, DeadlockWaitMs = 10 });
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Create("a"), Create("b")));

        var statuses = await Task.WhenAll(
            client.BatchStatusAsync(Update("a"), Update("b")),
            client.BatchStatusAsync(Update("b"), Update("a")));

        Assert.Equal([200, 500], statuses.Order());
        Assert.Equal(new OperationCounts(Committed: 4, RolledBack: 2, Failed: 0, NotAttempted: 0), simulator.Counts().OperationsTotal);
    }

    [Fact]
    public async Task Batches_that_update_in_the_same_order_wait_for_one_another()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { DocumentLocks = true, LatencyOperationMs = 5, DeadlockWaitMs = 10 });
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Create("a"), Create("b")));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.BatchStatusAsync(Update("a"), Update("b"))));

        Assert.All(statuses, status => Assert.Equal(200, status));
    }
}
