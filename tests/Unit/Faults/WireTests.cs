using System.Net;
using System.Net.Sockets;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Execution;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A client's own connection tells the same story of a failure as the platform's handler.</summary>
public sealed class WireTests
{
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
        { "another protocol from here on", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" },
        { "no content, and some", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n[]" },
        { "nothing new, and a body", "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n" },
        { "a refusal that closes", "HTTP/1.1 503 Off\r\nConnection: close\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nbusy" },
        { "an older server that does not close", "HTTP/1.0 500 Off\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}" },
        { "an alert of TLS", "\u0015\u0003\u0001\0\u0002\u0002\u0028" },
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

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("\u0015\u0003\u0001\0\u0002\u0002\u0028")] // an alert: handshake failure
    [InlineData("")]
    public async Task Both_transports_say_the_same_of_a_port_that_does_not_speak_TLS(string first)
    {
        await using var server = new RawServer();
        await using var plain = new FirstBytes(first);

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
    public async Task Both_transports_say_the_same_of_a_handshake_that_is_never_answered()
    {
        await using var server = new RawServer();
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(); // connections wait in its queue for ever

        var result = await AssertAlikeAsync(compressed => server.Connect(
            Options(server) with { AcceptGzip = compressed, Timeout = TimeSpan.FromSeconds(2) },
            $"https://{silent.LocalEndPoint}/batch"));

        Assert.Equal((ErrorKind.ConnectionFailed, 3), (result.ErrorKind, result.OperationsNotAttempted));
    }

    private static ConnectOptions Options(RawServer server) => new() { BaseUrl = server.BaseUrl, Key = "k", Secret = "s" };

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
            $"{result.StatusCode} {result.ErrorKind} {result.OperationsUnknown} {result.OperationsNotAttempted} {result.Attempt} {result.ResponseBytes} {result.Error}";
    }
}
