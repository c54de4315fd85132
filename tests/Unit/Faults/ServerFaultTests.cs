using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A server that answers, but not well: the client's counts are held against the simulator's.</summary>
public sealed class ServerFaultTests
{
    private const int Count = 200;

    [Theory]
    [InlineData(AnswerDamage.Truncated, ErrorKind.ConnectionFailed)]
    [InlineData(AnswerDamage.Malformed, ErrorKind.InvalidResponse)]
    [InlineData(AnswerDamage.Html, ErrorKind.InvalidResponse)]
    [InlineData(AnswerDamage.Missing, ErrorKind.InvalidResponse)]
    [InlineData(AnswerDamage.Extra, ErrorKind.InvalidResponse)]
    [InlineData(AnswerDamage.Reordered, ErrorKind.InvalidResponse)]
    [InlineData(AnswerDamage.Failed, ErrorKind.InvalidResponse)]
    [InlineData(AnswerDamage.Stalled, ErrorKind.Timeout)]
    public async Task A_damaged_answer_leaves_unknown_what_the_server_has_committed(AnswerDamage damage, ErrorKind kind)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(o => o with { Damage = damage, DamageRate = 0.1 });

        var plan = Plans.Counted(Count, triples: 2) with { ClientCount = 20 };
        var load = damage == AnswerDamage.Stalled
            ? await Load.StartStalledAsync(connection, plan with { ClientCount = Count }, load => load.Run.Totals.Batches + simulator.Counts().AnswersDamaged == Count)
            : Load.Start(connection, plan);

        var results = await Load.FinishAsync(load);

        var counts = simulator.Counts();
        var failed = results.Where(static r => !r.Success).ToList();
        Assert.Equal(((long)Count, counts.AnswersDamaged), (counts.BatchRequests, (long)failed.Count));
        Assert.NotEmpty(failed);
        Assert.All(failed, r => Assert.Equal((kind, 6), (r.ErrorKind, r.OperationsUnknown)));
        Assert.Equal(counts.OperationsTotal.Committed, results.Sum(static r => (long)r.OperationsCommitted + r.OperationsUnknown));
        Assert.Equal(0, counts.Documents.Total);
    }

    [Fact]
    public async Task A_huge_answer_is_given_up_and_the_run_goes_on()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with { Damage = AnswerDamage.Huge, DamageRate = 0.1 });

        var results = await Load.RunAsync(connection, Plans.Counted(30));

        var failed = results.Where(static r => !r.Success).ToList();
        Assert.Equal(simulator.Counts().AnswersDamaged, failed.Count);
        Assert.All(failed, static r => Assert.Equal((ErrorKind.InvalidResponse, 3), (r.ErrorKind, r.OperationsUnknown)));
    }

    [Fact]
    public async Task A_token_that_expires_in_the_middle_is_renewed_once_for_all_clients_and_no_batch_fails()
    {
        await using var server = new RawServer();
        var issued = 0;
        var accepted = 1;
        server.OnToken = e => e.AnswerAsync(200, $$"""{"access_token":"t{{Interlocked.Increment(ref issued)}}","expires_in":1800}""");
        server.OnBatch = e => e.Head.Contains($"Bearer t{Volatile.Read(ref accepted)}\r\n", StringComparison.Ordinal) ? e.SucceedAsync() : e.AnswerAsync(401, "");
        var clock = new TestClock();
        using var connection = server.Connect(time: clock);
        var load = Load.Start(connection, Plans.Closed() with { ClientCount = 20, ThinkTime = TimeSpan.FromMilliseconds(5) });
        await Signals.UntilAsync(() => load.Run.Totals.Batches > 100);
        clock.Advance(TimeSpan.FromSeconds(1.1)); // a token younger than a second is not replaced, and this one was used before

        Volatile.Write(ref accepted, 2);
        var before = server.Batches;
        await Signals.UntilAsync(() => server.Batches > before + 200);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.Equal((2, 2), (server.TokenRequests, load.Run.TokenRequests));
        Assert.InRange(load.Run.Retries, 1, 20);
        Assert.Equal(server.Batches, results.Count + load.Run.Retries);
    }

    [Fact]
    public async Task While_every_token_is_refused_batches_are_unauthorized_and_the_token_endpoint_is_spared()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with { UnauthorizedRate = 1 });

        var results = await Load.RunAsync(connection, Plans.Counted(300));

        Assert.All(results, static r => Assert.Equal((ErrorKind.Unauthorized, 3), (r.ErrorKind, r.OperationsNotAttempted)));
        var counts = simulator.Counts();
        Assert.InRange(counts.TokenRequests, 0, 10);
        Assert.Equal(counts.BatchRequests, results.Sum(static r => r.Attempt));
    }

    [Fact]
    public async Task A_token_endpoint_that_is_down_when_the_token_expires_stops_sending_but_not_the_run()
    {
        await using var server = new RawServer();
        var down = false;
        server.OnToken = e => Volatile.Read(ref down) ? e.AnswerAsync(503, "") : e.AnswerAsync(200, """{"access_token":"t","expires_in":1}""");
        var clock = new TestClock();
        using var connection = server.Connect(time: clock);
        var load = Load.Start(connection, Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(1) });
        await Signals.UntilAsync(() => server.Batches > 10);

        Volatile.Write(ref down, true);
        await clock.UntilAsync(() => load.Run.Totals.OperationsNotAttempted > 0);
        Volatile.Write(ref down, false);
        var before = server.Batches;
        await clock.UntilAsync(() => server.Batches > before + 10);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        var failed = results.Where(static r => !r.Success).ToList();
        Assert.All(failed, static r => Assert.Equal((ErrorKind.ServerError, 3, (int?)null), (r.ErrorKind, r.OperationsNotAttempted, r.StatusCode)));
        Assert.True(failed.Count < 100, $"{failed.Count} batches while there was no token: clients rest between attempts.");
        Assert.Equal(server.Batches, results.Count(static r => r.Success));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Under_random_faults_every_batch_is_counted_once_and_as_the_server_counted_it(int seed)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = seed });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with
        {
            FailureRate = 0.1,
            ServerErrorRate = 0.05,
            ThrottleRate = 0.05,
            UnavailableRate = 0.05,
            UnauthorizedRate = 0.05,
            DropRate = 0.05,
            DeadlockRate = 0.05,
            DeadlockWaitMs = 5,
        });
        var load = Load.Start(connection, Plans.Counted(1000, triples: 3) with { ClientCount = 10, FailDeliberately = true });

        var results = await Load.FinishAsync(load);

        var (counts, totals) = (simulator.Counts(), load.Run.Totals);
        Assert.Equal(1000, results.Count);
        Assert.Equal(counts.BatchRequests, results.Sum(static r => r.Attempt));
        Assert.Equal(counts.OperationsTotal.Committed, totals.OperationsCommitted);
        Assert.Equal(counts.OperationsTotal.Failed, totals.OperationsFailed);
        Assert.Equal(counts.BatchAnswered.GetValueOrDefault(200), totals.Succeeded);
        Assert.Equal(counts.BatchAnswered.GetValueOrDefault(429), Of(ErrorKind.Throttled));
        Assert.Equal(counts.BatchAnswered.GetValueOrDefault(500) + counts.BatchAnswered.GetValueOrDefault(503), Of(ErrorKind.ServerError));
        Assert.Equal(counts.BatchAnswered.GetValueOrDefault(404), Of(ErrorKind.NotFound));
        Assert.Equal(counts.BatchesDropped, Of(ErrorKind.ConnectionFailed));
        Assert.Equal(counts.BatchAnswered.GetValueOrDefault(401), Of(ErrorKind.Unauthorized) + load.Run.Retries);
        Assert.Equal(0, counts.Documents.Total);

        long Of(ErrorKind kind) => results.Count(r => r.ErrorKind == kind);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_commit_makes_unknown_what_was_committed()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 4 });
        using var connection = await Load.ConnectAsync(simulator);
        simulator.ResetCounts();
        simulator.Change(static o => o with { DropAfterRate = 0.2 });

        var results = await Load.RunAsync(connection, Plans.Counted(Count) with { ClientCount = 10 });

        var counts = simulator.Counts();
        Assert.Equal(counts.BatchesDroppedAfterCommit, results.Count(static r => r is { ErrorKind: ErrorKind.ConnectionFailed, OperationsUnknown: 3 }));
        Assert.Equal(counts.OperationsTotal.Committed, results.Sum(static r => r.OperationsCommitted + r.OperationsUnknown));
    }

    [Fact]
    public async Task An_attempt_that_broke_off_is_not_forgotten_when_the_next_one_is_refused()
    {
        await using var server = new RawServer();
        server.OnBatch = static e =>
        {
            if (e.Number % 2 == 0)
            {
                return e.AnswerAsync(429, "");
            }

            e.Reset();
            return Task.CompletedTask;
        };
        using var connection = server.Connect();

        var results = await Load.RunAsync(connection, Plans.Counted(3) with { ClientCount = 1, RetryCount = 1 });

        Assert.All(results, static r => Assert.Equal((ErrorKind.Throttled, 3, 3, 2), (r.ErrorKind, r.OperationsNotAttempted, r.EarlierOperationsUnknown, r.Attempt)));
    }

    [Fact]
    public async Task Retry_After_is_heeded()
    {
        await using var server = new RawServer();
        server.OnBatch = static e => e.Number == 1 ? e.AnswerAsync(503, "", "Retry-After: 1\r\n") : e.SucceedAsync();
        using var connection = server.Connect();

        var clock = new TestClock();
        var load = Load.Start(connection, Plans.Counted(1) with { RetryCount = 3, StopTimeout = TimeSpan.FromHours(1) }, new RunOptions { Time = clock });
        var results = await Load.FinishAsync(load, clock);

        var result = Assert.Single(results);
        Assert.Equal((true, 2), (result.Success, result.Attempt));
        Assert.True(result.ServiceTimeMs >= 1000, $"{result.ServiceTimeMs} ms");
    }

    [Fact]
    public async Task Retry_After_is_shown_and_refusals_that_differ_in_it_alone_are_one()
    {
        await using var server = new RawServer();
        server.OnBatch = static e => e.AnswerAsync(429, "", $"Retry-After: {e.Number}\r\n");
        using var connection = server.Connect();

        var load = Load.Start(connection, Plans.Counted(3) with { ClientCount = 1 });
        var results = await Load.FinishAsync(load);

        Assert.Equal(
            [1, 2, 3],
            results.Select(static r => r.Error!.Split("(Retry-After: ")[1]).Select(static t => int.Parse(t.Split(" s)")[0])).Order());
        var error = Assert.Single(load.Run.Errors);
        Assert.Equal((3, true), (error.Occurrences, error.Message.EndsWith("(Retry-After: …)", StringComparison.Ordinal)));
    }
}
