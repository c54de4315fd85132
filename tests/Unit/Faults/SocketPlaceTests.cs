using System.Net;
using System.Net.Sockets;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>However an exchange ends, its connection's place in the run's budget is given back where the connection is not kept.</summary>
public sealed class SocketPlaceTests
{
    private static readonly BatchShape Create = new([(OperationKind.Create, "students")]);

    [Theory]
    [InlineData("nobody listens")]
    [InlineData("no TLS")]
    [InlineData("no handshake")]
    [InlineData("no answer")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n[")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\nmore")]
    [InlineData("nonsense\r\n")]
    public async Task A_place_is_given_back(string end)
    {
        await using var server = new RawServer
        {
            OnBatch = async exchange =>
            {
                if (end == "no answer")
                {
                    await exchange.StallAsync();
                }

                await exchange.WriteAsync(end);
                exchange.Close();
            },
        };
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var plain = new FirstBytes("HTTP/1.1 400 Bad Request\r\n\r\n");
        var url = new Uri(end switch
        {
            "nobody listens" => "http://127.0.0.1:1/batch",
            "no TLS" => $"https://127.0.0.1:{plain.Port}/batch",
            "no handshake" => $"https://{silent.LocalEndpoint}/batch",
            _ => $"{server.BaseUrl}batch",
        });
        var budget = new SocketBudget(1);
        var opened = 0;
        using var wire = Wires.To(url, budget, _ => opened++);
        for (var i = 0; i < 3; i++)
        {
            using var giveUp = new CancellationTokenSource();
            var sending = ExchangeAsync(wire, url, giveUp.Token);
            if (end == "no handshake")
            {
                using var accepted = await silent.AcceptSocketAsync();
                await giveUp.CancelAsync();
            }
            else if (end == "no answer")
            {
                await Execution.Signals.UntilAsync(() => server.Batches == i + 1);
                await giveUp.CancelAsync();
            }

            await sending;
            Assert.Null(Record.Exception(budget.Take));
            budget.Return();
        }

        Assert.Equal(end.StartsWith("no", StringComparison.Ordinal) && end is not ("no answer" or "nonsense\r\n") ? 0 : 3, opened);
    }

    private static async Task ExchangeAsync(SocketWire wire, Uri url, CancellationToken cancellationToken)
    {
        using var answer = new BodyBuffer();
        var whole = false;
        try
        {
            await wire.SendAsync(ExchangeRequest.Batch(url, "[]"u8.ToArray(), Create, keepIds: false), new AccessToken("t", 0, 0, 0), cancellationToken);
            whole = await wire.ReadAsync(answer, 1000, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // as it is meant
        }
        finally
        {
            wire.End(whole);
        }
    }
}
