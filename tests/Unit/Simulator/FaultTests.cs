using System.Diagnostics;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class FaultTests
{
    public static TheoryData<string, int> Rates => new()
    {
        { """{"throttleRate":1}""", 429 },
        { """{"unavailableRate":1}""", 503 },
        { """{"unauthorizedRate":1}""", 401 },
        { """{"serverErrorRate":1}""", 500 },
        { """{"deadlockRate":1,"deadlockWaitMs":0}""", 500 },
        { """{"database":"down"}""", 500 },
        { """{"noBatch":501}""", 501 },
        { """{"noBatch":404}""", 404 },
        { """{"batchLimit":2}""", 413 },
        { """{"forbid":"students"}""", 403 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task Faults_can_be_changed_while_the_simulator_runs(string faults, int status)
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Triple("a")));

        using var changed = await client.SendAsync(HttpMethod.Post, "/simulator/faults", faults);

        Assert.Equal(204, (int)changed.StatusCode);
        Assert.Equal(status, await client.BatchStatusAsync(Triple("a")));
        Assert.Equal(0, simulator.Counts().Documents.Total);
    }

    [Theory]
    [InlineData("""{"noSuchFault":1}""", "noSuchFault")]
    [InlineData("""{"throttleRate":7}""", "throttleRate")]
    [InlineData("""{"urls":"http://127.0.0.1:1"}""", "urls")]
    [InlineData("[]", "JSON object")]
    public async Task An_unknown_fault_is_refused_by_name(string faults, string named)
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);

        using var answer = await client.SendAsync(HttpMethod.Post, "/simulator/faults", faults);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_batch_was_not_done()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { DropRate = 1 });
        using var client = new SimulatorClient(simulator);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.BatchAsync(Create("a")));

        Assert.Equal(1, simulator.Counts().BatchesDropped);
        Assert.Equal(0, simulator.Counts().Documents.Total);
    }

    [Fact]
    public async Task A_batch_dropped_after_its_commit_was_done()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { DropAfterRate = 1 });
        using var client = new SimulatorClient(simulator);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.BatchAsync(Create("a")));

        Assert.Equal(1, simulator.Counts().BatchesDroppedAfterCommit);
        Assert.Equal(1, simulator.Counts().Documents.Total);
        Assert.Empty(simulator.Counts().BatchAnswered);
    }

    [Fact]
    public async Task Single_resource_requests_fail_only_when_asked_to()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { ThrottleRate = 1 });
        using var client = new SimulatorClient(simulator);
        using var spared = await client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");

        simulator.Change(options => options with { FaultScope = FaultScope.All });
        using var throttled = await client.SendAsync(HttpMethod.Get, "/data/ed-fi/students");

        Assert.Equal(200, (int)spared.StatusCode);
        Assert.Equal(429, (int)throttled.StatusCode);
    }

    [Fact]
    public async Task A_batch_is_held_at_least_as_long_as_asked_for()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { LatencyTransactionMs = 20, LatencyOperationMs = 5 });
        using var client = new SimulatorClient(simulator);
        await client.GetAsync("/simulator/counts");

        var started = Stopwatch.GetTimestamp();
        Assert.Equal(200, await client.BatchStatusAsync(Triple("a")));

        Assert.True(Stopwatch.GetElapsedTime(started).TotalMilliseconds >= 35);
    }

    [Fact]
    public async Task A_freeze_holds_everybody()
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Triple("a")));

        var started = Stopwatch.GetTimestamp();
        (await client.SendAsync(HttpMethod.Post, "/simulator/freeze?ms=150")).Dispose();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => client.BatchStatusAsync(Triple($"s{i}"))));

        Assert.True(Stopwatch.GetElapsedTime(started).TotalMilliseconds >= 150);
    }
}
