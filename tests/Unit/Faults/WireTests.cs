using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Unit.Batches;
using EdFi.BatchPerf.Unit.Execution;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A client's own connection tells the same story as the platform's handler, and keeps to what that does with connections.</summary>
public sealed class WireTests
{
    private static readonly BatchShape Create = new([(OperationKind.Create, "students")]);
    private static readonly byte[] Body = "[]"u8.ToArray();

    public static TheoryData<string, string> Bytes => new()
    {
        { "nothing", "" },
        { "another protocol", "SSH-2.0-OpenSSH_9.6\r\n\r\n" },
        { "a status that is none", "HTTP/1.1 2x0 OK\r\n\r\n" },
        { "a line without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n" },
        { "a name with a blank", "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n" },
        { "half a head", "HTTP/1.1 200 OK\r\nContent-" },
        { "half a body", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[" },
        { "half a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[" },
        { "no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n" },
        { "an extension that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 x\r\n[]\r\n0\r\n\r\n" },
        { "a chunk longer than it says", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]x\r\n0\r\n\r\n" },
        { "a long head", "HTTP/1.1 200 OK\r\nX: " + new string('x', 40_000) + "\r\n\r\n" },
        { "a long body", "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n[" },
        { "a redirect", "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n" },
        { "a wait", "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n" },
        { "no content", "HTTP/1.1 204 No Content\r\n\r\n" },
        { "gzip that was not asked for", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0" },
        { "a body until the end", "HTTP/1.0 200 OK\r\n\r\n[]" },
        { "early hints", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 503 Off\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Both_transports_say_the_same_of_an_answer(string what, string bytes)
    {
        await using var server = new RawServer();
        server.OnBatch = async exchange =>
        {
            await exchange.WriteAsync(bytes);
            exchange.Close();
        };

        Assert.False(string.IsNullOrEmpty(what));
        await AssertAlikeAsync(compressed => server.Connect(compressed));
    }

    [Fact]
    public async Task Both_transports_say_the_same_of_a_reset()
    {
        await using var server = new RawServer();
        server.OnBatch = static exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        };

        await AssertAlikeAsync(compressed => server.Connect(compressed));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/batch")]
    [InlineData("https://127.0.0.1:1/batch")]
    [InlineData("http://no-such-host.invalid/batch")]
    public async Task Both_transports_say_the_same_of_a_place_where_nobody_is(string url)
    {
        await using var server = new RawServer();

        await AssertAlikeAsync(compressed => server.Connect(compressed, url));
    }

    [Fact]
    public async Task Both_transports_say_the_same_of_a_port_that_does_not_speak_TLS()
    {
        await using var server = new RawServer();
        await using var plain = new FirstBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        await AssertAlikeAsync(compressed => server.Connect(compressed, $"https://127.0.0.1:{plain.Port}/batch"));
    }

    [Fact]
    public async Task Both_transports_say_the_same_of_a_certificate_that_is_not_trusted()
    {
        await using var server = new RawServer();
        await using var secure = await SecureServer.StartAsync(HttpProtocols.Http1, static (context, _) => SecureServer.SucceedAsync(context));

        var result = await AssertAlikeAsync(compressed => server.Connect(compressed, new Uri(secure.BaseUrl, "batch").AbsoluteUri));

        Assert.Contains("certificate", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, result.OperationsNotAttempted);
    }

    [Fact]
    public async Task Both_transports_send_the_same_headers()
    {
        await using var server = new RawServer();
        var heads = new List<string[]>();
        server.OnBatch = exchange =>
        {
            heads.Add([.. exchange.Head.Split("\r\n").Where(static l => !l.StartsWith("Accept-Encoding", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
            return exchange.SucceedAsync();
        };
        foreach (var compressed in new[] { false, true })
        {
            using var connection = server.Connect(
                new ConnectOptions
                {
                    BaseUrl = server.BaseUrl,
                    Key = "k",
                    Secret = "s",
                    AcceptGzip = compressed,
                    Headers = ExtraHeaders.Parse("X-One: a b\nHost: dms.example.org:81"),
                },
                $"{server.BaseUrl}some/batch?tenant=a%20b");
            Assert.True(Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1 })).Success);
        }

        Assert.Equal(heads[1], heads[0]);
        Assert.Contains("POST /some/batch?tenant=a%20b HTTP/1.1", heads[0]);
        Assert.Contains("Host: dms.example.org:81", heads[0]);
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_has_closed_meanwhile_is_replaced_before_anything_is_sent()
    {
        await using var server = new RawServer();
        server.OnBatch = async static exchange =>
        {
            await exchange.SucceedAsync();
            exchange.Close();
        };
        using var wire = Wire(server);

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
            using IBatchWire wire = handler ? new HandlerWire(invoker, Options(server), TimeProvider.System) : Wire(server);
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
        using var wire = Wire(server);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, await SendAsync(wire, server, HttpMethod.Post, Body));
        }

        Assert.Equal((5, 1), (server.Batches, server.Accepted));
    }

    [Theory]
    [InlineData("t\r\nX-Injected: 1")]
    [InlineData("t\u00e9")]
    [InlineData("t\0")]
    public async Task A_token_that_headers_cannot_carry_is_not_sent(string token)
    {
        await using var server = new RawServer();
        using var wire = Wire(server);
        var request = new ExchangeRequest(HttpMethod.Post, new Uri(server.BaseUrl, "batch"), Body, Create, BatchJudge.Instance, KeepIds: false);

        await Assert.ThrowsAsync<HttpRequestException>(() => wire.SendAsync(request, new AccessToken(token, 0, 0, 0), CancellationToken.None).AsTask());

        Assert.Equal(0, server.Batches);
    }

    private static Func<RawExchange, Task> Renumbered(Func<RawExchange, Task> answer, int before) => exchange =>
    {
        exchange.Number -= before;
        return answer(exchange);
    };

    private static ConnectOptions Options(RawServer server) => new() { BaseUrl = server.BaseUrl, Key = "k", Secret = "s" };

    private static SocketWire Wire(RawServer server) => new(
        new WireOpener(Options(server), new ConnectionTimer(TimeProvider.System, new SocketBudget(most: null), static _ => { })),
        TimeProvider.System);

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

    /// <summary>Runs one batch over each transport and compares what its result says.</summary>
    private static async Task<BatchResult> AssertAlikeAsync(Func<bool, ApiConnection> connect)
    {
        var results = new List<BatchResult>();
        foreach (var compressed in new[] { false, true })
        {
            using var connection = connect(compressed);
            results.Add(Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1 })));
        }

        Assert.Equal(Told(results[1]), Told(results[0]));
        Assert.False(results[0].Success);
        return results[0];

        static string Told(BatchResult result) =>
            $"{result.StatusCode} {result.ErrorKind} {result.OperationsUnknown} {result.OperationsNotAttempted} {result.Attempt} {result.ResponseBytes} "
                + result.Error!.Replace("\\u000d", "", StringComparison.Ordinal); // the handler takes the CR for a part of the line
    }
}
