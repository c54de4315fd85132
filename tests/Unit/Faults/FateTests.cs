using System.Net;
using System.Net.Sockets;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>What is known of a batch that has no answer: that nothing of it went out, or nothing.</summary>
public sealed class FateTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_batch_that_is_given_up_while_its_connection_is_set_up_was_not_attempted(bool compressed, bool canceled)
    {
        await using var server = new RawServer();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var connection = server.Connect(compressed, $"https://{silent.LocalEndpoint}/batch");
        var clock = new TestClock();
        var plan = Plans.Counted(1) with { ClientCount = 1, RequestTimeout = TimeSpan.FromHours(1), StopTimeout = TimeSpan.FromHours(2) };
        var load = Load.Start(connection, plan, new RunOptions { Time = clock });
        using var accepted = await silent.AcceptSocketAsync(); // and no answer to the handshake

        if (canceled)
        {
            load.Cancel();
        }
        else
        {
            clock.Advance(TimeSpan.FromHours(1));
        }

        var result = Assert.Single(await Load.FinishAsync(load));

        Assert.Equal((canceled ? ErrorKind.Canceled : ErrorKind.Timeout, 3, 0), (result.ErrorKind, result.OperationsNotAttempted, result.OperationsUnknown));
        Assert.Equal(canceled ? "The run ended before the batch went out." : "No connection within 3600 s.", result.Error);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_in_vain_may_have_been_carried_out()
    {
        await using var server = new RawServer();
        server.OnBatch = exchange =>
        {
            if (exchange.Number == 1)
            {
                return exchange.AnswerAsync(200, "");
            }

            server.Deafen();
            exchange.Close();
            return Task.CompletedTask;
        };
        using var wire = Wires.To(server.BaseUrl);
        var shape = new BatchShape([(OperationKind.Delete, "students")]);
        var request = new ExchangeRequest(HttpMethod.Delete, new Uri(server.BaseUrl, "data/1"), default, shape, ResourceJudge.Instance, KeepIds: false);
        var token = new AccessToken("t", 0, 0, 0);
        using var cancellation = new ExchangeCancellation(TimeSpan.FromMinutes(5), TimeProvider.System, CancellationToken.None);
        using var answer = new BodyBuffer();
        await wire.SendAsync(request, token, CancellationToken.None);
        wire.End(await wire.ReadAsync(answer, 1000, CancellationToken.None));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => wire.SendAsync(request, token, CancellationToken.None).AsTask());
        var told = Failures.Of(error, answering: false, wire.Sent, cancellation, bodyBytes: 0);

        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
        Assert.Equal((2, BatchFate.Unknown, ErrorKind.ConnectionFailed), (server.Batches, told.Fate, told.ErrorKind));
    }
}
