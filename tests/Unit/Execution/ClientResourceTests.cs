using System.Net.Sockets;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>The client's own machine is the limit: nobody blames the server for it.</summary>
public sealed class ClientResourceTests
{
    public static TheoryData<int, bool, long?, int?, long?, string?> Needs => new()
    {
        { 400, false, 300, null, null, "TooFewOpenFiles" },
        { 400, true, 300, null, null, null },
        { 136, false, 300, null, null, null },
        { 137, false, 300, null, null, "TooFewOpenFiles" },
        { 10_000, false, 20_000, 28_232, 4096, null },
        { 10_000, false, 20_000, 9_999, 4096, "TooFewPorts" },
        { 10_000, true, 20_000, 9_999, 4096, null },
        { 10_000, false, null, null, 256, "TooLittleMemory" },
        { 100_000, false, null, null, null, null },
    };

    public static TheoryData<Exception, ErrorKind> Causes => new()
    {
        { new SocketException((int)SocketError.TooManyOpenSockets), ErrorKind.ClientResources },
        { new SocketException((int)SocketError.ProcessLimit), ErrorKind.ClientResources },
        { new SocketException((int)SocketError.AddressNotAvailable), ErrorKind.ClientResources },
        { new SocketException((int)SocketError.AddressAlreadyInUse), ErrorKind.ClientResources },
        { new SocketException((int)SocketError.NoBufferSpaceAvailable), ErrorKind.ClientResources },
        { new OutOfMemoryException(), ErrorKind.ClientResources },
        { new SocketException((int)SocketError.ConnectionRefused), ErrorKind.ConnectionFailed },
        { new SocketException((int)SocketError.ConnectionReset), ErrorKind.ConnectionFailed },
        { new SocketException((int)SocketError.TimedOut), ErrorKind.ConnectionFailed },
        { new SocketException((int)SocketError.HostNotFound), ErrorKind.ConnectionFailed },
        { new SocketException((int)SocketError.NetworkUnreachable), ErrorKind.ConnectionFailed },
        { new SocketException((int)SocketError.HostUnreachable), ErrorKind.ConnectionFailed },
        { new IOException("broken"), ErrorKind.ConnectionFailed },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public void A_plan_that_this_machine_cannot_carry_out_is_refused_with_what_to_do(
        int clients,
        bool http2,
        long? files,
        int? ports,
        long? megabytes,
        string? error)
    {
        var there = new ClientResources { OpenFiles = files, FilesInUse = 100, Ports = ports, Memory = (megabytes << 20) ?? long.MaxValue };
        var needs = ClientNeeds.Of(Plans.Closed(triples: 10) with { ClientCount = clients }, http2);

        var problem = Record.Exception(() => needs.Require(there)) as BatchPerfException;

        Assert.Equal(error, problem?.ErrorId);
        if (problem is not null)
        {
            Assert.Contains($"{clients} clients", problem.Message, StringComparison.Ordinal);
            Assert.Contains("ClientCount of at most", problem.NextStep, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1000, false, 100, null, "TooFewOpenFiles", true)]
    [InlineData(1000, false, null, 100, "TooFewPorts", true)]
    [InlineData(1000, true, 105, null, "TooFewOpenFiles", false)]
    [InlineData(1, true, 1, null, "TooFewOpenFiles", false)]
    [InlineData(1000, false, null, null, "TooLittleMemory", false)]
    [InlineData(1000, true, null, null, "TooLittleMemory", false)]
    public void Another_protocol_is_advised_only_where_it_is_not_spoken_yet_and_would_help(
        int clients,
        bool http2,
        int? files,
        int? ports,
        string error,
        bool advised)
    {
        var there = new ClientResources { OpenFiles = files, FilesInUse = 100, Ports = ports, Memory = error == "TooLittleMemory" ? 1 << 20 : long.MaxValue };

        var problem = Assert.Throws<BatchPerfException>(() => ClientNeeds.Of(Plans.Closed(triples: 10) with { ClientCount = clients }, http2).Require(there));

        Assert.Equal((error, advised), (problem.ErrorId, problem.NextStep.Contains("Http2", StringComparison.Ordinal)));
        Assert.Contains("ClientCount of at most", problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_memory_leaves_room_for_as_many_clients_over_either_protocol()
    {
        var there = new ClientResources { Memory = 10 << 20 };

        var steps = new[] { false, true }.Select(http2 => Assert.Throws<BatchPerfException>(
            () => ClientNeeds.Of(Plans.Closed(triples: 10) with { ClientCount = 1000 }, http2).Require(there)).NextStep);

        // 32 KiB and 30 operations of 512 bytes each
        Assert.All(steps, static step => Assert.EndsWith($"of at most {(10 << 20) / ((32 * 1024) + (30 * 512))}.", step, StringComparison.Ordinal));
    }

    [Fact]
    public void What_may_be_changed_is_the_option_that_the_plan_has()
    {
        var there = new ClientResources { OpenFiles = ClientResources.Reserve + 100 };
        var stages = Plans.Closed() with { Duration = null, Stages = [new Stage(TimeSpan.FromSeconds(1), 700), new Stage(TimeSpan.FromSeconds(1), 0)] };
        var needs = ClientNeeds.Of(stages, http2: false);

        Assert.Contains("; or give a Stage of at most 100, or use Http2", needs.Lack(there)!.NextStep, StringComparison.Ordinal);
        Assert.Contains("of a service, or use Http2", (needs with { Option = null }).Lack(there)!.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, false, 300, null, null, 136)]
    [InlineData(400, false, 300, 20, null, 20)]
    [InlineData(400, true, 167, null, null, 300)]
    [InlineData(400, false, null, null, null, 400)]
    [InlineData(400, false, 300, null, 1, 21)]
    public void The_most_clients_are_those_for_which_nothing_is_lacking(int clients, bool http2, int? files, int? ports, int? megabytes, int most)
    {
        var there = new ClientResources { OpenFiles = files, FilesInUse = 100, Ports = ports, Memory = (megabytes << 20) ?? long.MaxValue };
        var plan = Plans.Closed(triples: 10);

        Assert.Equal(most, ClientNeeds.Of(plan with { ClientCount = clients }, http2).MostClients(there));
        Assert.Null(ClientNeeds.Of(plan with { ClientCount = most }, http2).Lack(there));
    }

    [Fact]
    public void Arrivals_take_connections_as_they_need_them_and_stages_of_clients_as_many_as_their_peak()
    {
        var arrivals = Plans.Closed() with { ClientCount = 1000, ArrivalRate = 1 };
        var stages = Plans.Closed() with { Duration = null, Stages = [new Stage(TimeSpan.FromSeconds(1), 700), new Stage(TimeSpan.FromSeconds(1), 0)] };

        Assert.Equal([1, 700], new[] { arrivals, stages }.Select(static p => ClientNeeds.Of(p, http2: false).Connections));
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void What_the_client_lacked_is_its_own_failure_and_nothing_was_sent(Exception cause, ErrorKind kind)
    {
        using var cancellation = new ExchangeCancellation(TimeSpan.FromSeconds(1), TimeProvider.System, default);

        var answer = Failures.Of(new HttpRequestException(HttpRequestError.ConnectionError, "no connection", cause), answering: false, sent: null, cancellation, bodyBytes: 0);
        var unasked = Failures.WithoutToken(new BatchPerfException("ServerUnreachable", ProblemKind.Connection, "no token", "", cause), cancellation);

        Assert.Equal((kind, BatchFate.NotAttempted), (answer.ErrorKind, answer.Fate));
        Assert.Equal((kind, BatchFate.NotAttempted), (unasked.ErrorKind, unasked.Fate));
    }

    [Fact]
    public async Task Clients_beyond_the_connections_that_there_are_fail_by_themselves_and_the_run_says_so()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var options = new RunOptions { Resources = new ClientResources { OpenFiles = ClientResources.Reserve + 2 } };
        var load = Load.Start(connection, Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(1) }, options);
        await Signals.UntilAsync(() => server.Batches > 10);

        load.ChangeLoad(8);
        await Signals.UntilAsync(() => load.Run.Metrics[^1].FailuresClientResources > 3);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        Assert.Equal(2 + 1, server.Accepted); // and one for the token
        var failed = results.Where(static r => r.ErrorKind == ErrorKind.ClientResources).ToList();
        Assert.All(failed, static r => Assert.Equal((3, false), (r.OperationsNotAttempted, r.Success)));
        Assert.All(failed, static r => Assert.Contains("fewer clients", r.Error, StringComparison.Ordinal));
        Assert.All(results.Except(failed), static r => Assert.True(r.Success));
        var verdict = load.Run.Verdict;
        Assert.Equal(RunVerdict.ClientLimited, verdict.Verdict);
        Assert.StartsWith($"{failed.Count} of {results.Count} batches were not sent, because the client had no resources left.", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_client_lacked_at_first_is_not_hidden_by_a_retry_that_helped()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var options = new RunOptions { Resources = new ClientResources { OpenFiles = ClientResources.Reserve + 2 } };
        var plan = Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(1), RetryCount = 100 };
        var load = Load.Start(connection, plan, options);
        await Signals.UntilAsync(() => server.Batches > 10);

        load.ChangeLoad(8);
        await Signals.UntilAsync(() => load.Run.Retries > 3);
        load.Stop(StopReason.StopRequested);
        var results = await Load.FinishAsync(load);

        var lacking = results.Sum(static r => r.Attempts?.SkipLast(1).Count(static a => a.ErrorKind == ErrorKind.ClientResources) ?? 0);
        Assert.True(lacking > 0, "No attempt lacked a connection.");
        var verdict = load.Run.Verdict;
        Assert.Equal((RunVerdict.ClientLimited, lacking), (verdict.Verdict, verdict.Health!.ResourceRetries));
        Assert.Contains(verdict.Reasons, reason => reason.StartsWith(
            $"{lacking} attempts were not sent, because the client had no resources left, and were followed by another",
            StringComparison.Ordinal));
        Assert.Contains(verdict.Reasons, static reason => reason.Contains("fewer clients", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Places_of_connections_that_were_closed_are_free_again()
    {
        await using var server = new RawServer
        {
            OnBatch = static exchange =>
            {
                exchange.Reset();
                return Task.CompletedTask;
            },
        };
        using var connection = server.Connect();
        var options = new RunOptions { Resources = new ClientResources { OpenFiles = ClientResources.Reserve + 2 } };

        var results = await Load.FinishAsync(Load.Start(connection, Plans.Counted(40), options));

        Assert.All(results, static r => Assert.Equal(ErrorKind.ConnectionFailed, r.ErrorKind));
    }

    [Fact]
    public void What_this_machine_gives_is_read()
    {
        var there = ClientResources.Read();

        Assert.True(there.Memory > 0);
        Assert.True(there.Ports is null or (> 0 and <= 65_536), $"{there}");
        if (OperatingSystem.IsLinux())
        {
            Assert.True(there.FilesInUse > 0 && (there.OpenFiles is null || there.OpenFiles > there.FilesInUse), $"{there}");
        }
    }
}
