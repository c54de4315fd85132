using System.Net;
using System.Net.Sockets;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.ServerMetrics;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>Servers that answer before they have read the request to its end, and close.</summary>
public sealed class EarlyAnswerTests
{
    private const string WindowsDrops = "Windows drops what was received and not read when the other side resets.";
    private static readonly BatchShape Create = new([(OperationKind.Create, "students")]);

    /// <summary>More than both sides' kernels hold for a connection.</summary>
    private static readonly byte[] LongBody = new byte[64 * 1024 * 1024];

    [UnixTheory(WindowsDrops)]
    [InlineData("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", 413, "{}")]
    [InlineData("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\n{}", 413, "{}")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Off\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 503, "{}")]
    public async Task An_answer_that_is_there_when_sending_fails_is_read(string bytes, int status, string body)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var wire = Wires.To(Url(server));
        using var answer = new BodyBuffer();
        for (var i = 0; i < 2; i++) // the connection serves no other exchange
        {
            var answering = AnswerEarlyAsync(server, bytes);
            var head = await wire.SendAsync(Request(server), new AccessToken("t", 0, 0, 0), CancellationToken.None);
            var whole = await wire.ReadAsync(answer, 1000, CancellationToken.None);

            Assert.Equal((status, true, body), (head.Status, whole, Encoding.ASCII.GetString(answer.Written.Span)));
            wire.End(whole);
            answer.Clear();
            await answering;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 413 Content Too Large\r\nContent-")]
    public async Task Where_there_is_no_whole_head_sending_has_failed(string bytes)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var wire = Wires.To(Url(server));
        var answering = AnswerEarlyAsync(server, bytes);

        await Assert.ThrowsAnyAsync<IOException>(() => wire.SendAsync(Request(server), new AccessToken("t", 0, 0, 0), CancellationToken.None).AsTask());

        Assert.True(wire.Sent);
        wire.End(whole: false);
        await answering;
    }

    [UnixFact(WindowsDrops)]
    public async Task A_413_over_TLS_is_read_that_Kestrel_gives_before_the_body()
    {
        await using var server = await SecureServer.StartAsync(HttpProtocols.Http1, static (context, _) => SecureServer.SucceedAsync(context));
        var options = new ConnectOptions { BaseUrl = server.BaseUrl, Key = "k", Secret = "s", SkipCertificateCheck = true };
        using var wire = Wires.To(options);

        var request = ExchangeRequest.Batch(new Uri(server.BaseUrl, "batch"), LongBody, Create, keepIds: false);
        var head = await wire.SendAsync(request, new AccessToken("t", 0, 0, 0), CancellationToken.None);

        Assert.Equal(413, head.Status);
        wire.End(whole: false);
    }

    private static Uri Url(TcpListener server) => new($"http://{server.LocalEndpoint}/batch");

    private static ExchangeRequest Request(TcpListener server) => ExchangeRequest.Batch(Url(server), LongBody, Create, keepIds: false);

    /// <summary>Reads the start of a request, answers, and closes with the rest unread, which resets the connection.</summary>
    private static async Task AnswerEarlyAsync(TcpListener server, string bytes)
    {
        using var socket = await server.AcceptSocketAsync();
        await socket.ReceiveAsync(new byte[100]);
        await socket.SendAsync(Encoding.ASCII.GetBytes(bytes));
    }
}
