using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A client's own connection: when it is kept, replaced, and used for the same request again.</summary>
public sealed class SocketWireTests
{
    private static readonly BatchShape Create = new([(OperationKind.Create, "students")]);
    private static readonly byte[] Body = "[]"u8.ToArray();

    [Fact]
    public async Task A_kept_connection_that_the_server_has_closed_meanwhile_is_replaced_before_anything_is_sent()
    {
        await using var server = new RawServer();
        server.OnBatch = async static exchange =>
        {
            await exchange.SucceedAsync();
            exchange.Close();
        };
        using var wire = Wires.To(Options(server));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, await SendAsync(wire, server, HttpMethod.Post, Body));
            await server.AllClosedAsync();
        }

        Assert.Equal((3, 3), (server.Batches, server.Accepted));
    }

    [Theory]
    [InlineData("DELETE", true)]
    [InlineData("POST", false)]
    public async Task A_request_that_crosses_the_close_of_its_connection_is_sent_again_where_it_has_no_body(string method, bool again)
    {
        await using var server = new RawServer();
        server.OnBatch = static exchange =>
        {
            if (exchange.Number != 2)
            {
                return exchange.AnswerAsync(200, "");
            }

            exchange.Close();
            return Task.CompletedTask;
        };
        foreach (var handler in new[] { false, true })
        {
            using var invoker = new HttpMessageInvoker(Transport.CreateHandler(Options(server), maxConnections: 1));
            using IBatchWire wire = handler ? new HandlerWire(invoker, Options(server), TimeProvider.System) : Wires.To(Options(server));
            var body = again ? [] : Body;
            var before = server.Batches;
            await SendAsync(wire, server, new HttpMethod(method), body);

            var second = await Record.ExceptionAsync(() => SendAsync(wire, server, new HttpMethod(method), body));

            Assert.Equal(again, second is null);
            Assert.Equal(again ? 3 : 2, server.Batches - before);
            server.OnBatch = Renumbered(server.OnBatch, server.Batches);
        }
    }

    [Fact]
    public async Task A_connection_is_kept_from_batch_to_batch()
    {
        await using var server = new RawServer();
        using var wire = Wires.To(Options(server));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, await SendAsync(wire, server, HttpMethod.Post, Body));
        }

        Assert.Equal((5, 1), (server.Batches, server.Accepted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(300_000)]
    public async Task A_body_arrives_whole_whatever_its_length(int length)
    {
        await using var server = new RawServer();
        var bodies = new List<string>();
        server.OnBatch = exchange =>
        {
            bodies.Add(exchange.Body);
            return exchange.AnswerAsync(200, "");
        };
        using var wire = Wires.To(Options(server));
        var body = new byte[length];
        Array.Fill(body, (byte)'x');
        body[^1] = (byte)'y';

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(200, await SendAsync(wire, server, HttpMethod.Post, body));
        }

        Assert.All(bodies, sent => Assert.True(sent.Length == length && sent[^1] == 'y' && sent.AsSpan(0, length - 1).IndexOfAnyExcept('x') < 0));
        Assert.Equal((2, 1), (bodies.Count, server.Accepted));
    }

    [Theory]
    [InlineData("t\r\nX-Injected: 1")]
    [InlineData("t\u00e9")]
    [InlineData("t\0")]
    public async Task A_token_that_headers_cannot_carry_is_not_sent(string token)
    {
        await using var server = new RawServer();
        using var wire = Wires.To(Options(server));
        var request = new ExchangeRequest(HttpMethod.Post, new Uri(server.BaseUrl, "batch"), Body, Create, BatchJudge.Instance, KeepIds: false);

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.SendAsync(request, new AccessToken(token, 0, 0, 0), CancellationToken.None).AsTask());

        Assert.Equal((0, false), (server.Batches, wire.Sent));
    }

    private static Func<RawExchange, Task> Renumbered(Func<RawExchange, Task> answer, int before) => exchange =>
    {
        exchange.Number -= before;
        return answer(exchange);
    };

    private static ConnectOptions Options(RawServer server) => new() { BaseUrl = server.BaseUrl, Key = "k", Secret = "s" };

    private static async Task<int> SendAsync(IBatchWire wire, RawServer server, HttpMethod method, byte[] body)
    {
        using var answer = new BodyBuffer();
        var request = new ExchangeRequest(method, new Uri(server.BaseUrl, "batch"), body, Create, BatchJudge.Instance, KeepIds: false);
        var whole = false;
        try
        {
            var head = await wire.SendAsync(request, new AccessToken("t", 0, 0, 0), CancellationToken.None);
            whole = await wire.ReadAsync(answer, 1000, CancellationToken.None);
            return head.Status;
        }
        finally
        {
            wire.End(whole);
        }
    }
}
