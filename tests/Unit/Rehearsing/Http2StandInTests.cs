using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Rehearsing;

/// <summary>The stand-in by HTTP/2, against .NET's client and over sockets.</summary>
public sealed class Http2StandInTests
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// <summary>What no client of the rehearsal sends, in Latin-1.</summary>
    public static TheoryData<string> Strange => new()
    {
        "POST /batch HTTP/1.1\r\nContent-Length: 2\r\n\r\n[]",
        "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n",
        Preface + Frame(length: 16_385, type: 0, flags: 0, stream: 1, ""), // longer than a frame may be
        Preface + Frame(1, type: 9, flags: 4, stream: 1, "\u0083"), // the rest of a head that did not begin
        Preface + Frame(1, type: 1, flags: 0, stream: 1, "\u0083"), // a head that goes on
        Preface + Frame(2, type: 1, flags: 0x0C, stream: 1, "\0\u0083"), // padded
        Preface + Frame(1, type: 1, flags: 4, stream: 1, "\u00BE"), // an entry of the dynamic table
        Preface + Frame(3, type: 1, flags: 4, stream: 1, "\u0004\u0081\u0063"), // a Huffman code
        Preface + Frame(2, type: 1, flags: 4, stream: 1, "\u0004\u0005"), // cut off
        Preface + Frame(1, type: 1, flags: 4, stream: 1, "\u0083") + Frame(1, type: 1, flags: 4, stream: 1, "\u0083"), // twice
        Preface + Frame(3, type: 8, flags: 0, stream: 0, "\0\0\u0001"),
        Preface + Frame(8, type: 7, flags: 0, stream: 0, "\0\0\0\0\0\0\0\0"), // farewell
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_batches_at_once_are_answered_on_few_connections(bool secure)
    {
        await using var standIn = StandIn.Listen(secure, http2: true);
        using var client = Client();

        var answers = await Task.WhenAll(Enumerable.Range(1, 300).Select(count => PostAsync(client, standIn.Url, count, padding: 100)))
            .WaitAsync(Load.Bound);

        Assert.Equal(Enumerable.Range(1, 300), answers);
    }

    /// <summary>A stream's window is 768 KB here and 64 KB there; a connection's 1 MB here.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bodies_longer_than_every_window_go_both_ways(bool secure)
    {
        await using var standIn = StandIn.Listen(secure, http2: true);
        using var client = Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => PostAsync(client, standIn.Url, 10_000 + n, padding: 200)))
            .WaitAsync(Load.Bound);

        Assert.Equal(Enumerable.Range(10_000, 8), answers);
    }

    [Theory]
    [InlineData("POST", "{}", HttpStatusCode.Created)]
    [InlineData("PUT", "{}", HttpStatusCode.NoContent)]
    [InlineData("DELETE", "", HttpStatusCode.NoContent)]
    [InlineData("POST", "grant_type=client_credentials", HttpStatusCode.OK)]
    [InlineData("POST", "[]", HttpStatusCode.OK)]
    public async Task Each_request_of_a_load_has_its_answer(string method, string body, HttpStatusCode status)
    {
        await using var standIn = StandIn.Listen(secure: false, http2: true);
        using var client = Client();
        for (var i = 0; i < 3; i++)
        {
            using var request = Request(new HttpMethod(method), new Uri(standIn.Url, $"data/ed-fi/{new string('s', 200 * i)}"), body);
            using var answer = await client.SendAsync(request).WaitAsync(Load.Bound);

            Assert.Equal((status, HttpVersion.Version20), (answer.StatusCode, answer.Version));
            Assert.Equal(
                status == HttpStatusCode.Created,
                answer.Headers.Location?.OriginalString.StartsWith($"{request.RequestUri!.AbsolutePath}/", StringComparison.Ordinal) ?? false);
            Assert.Equal(status == HttpStatusCode.OK ? "application/json" : null, answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_request_that_is_given_up_harms_no_other()
    {
        await using var standIn = StandIn.Listen(secure: false, http2: true);
        using var client = Client();
        using var request = Request(HttpMethod.Post, new Uri(standIn.Url, "batch"), "");
        var body = new EndlessContent();
        request.Content = body;
        using var stop = new CancellationTokenSource();
        var cut = client.SendAsync(request, stop.Token);
        await body.Begun.Task.WaitAsync(Load.Bound);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cut);
        Assert.Equal(5, await PostAsync(client, standIn.Url, 5, padding: 10).WaitAsync(Load.Bound));
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task Who_sends_what_the_rehearsal_does_not_is_hung_up_on_and_harms_nobody(string sent)
    {
        await using var standIn = StandIn.Listen(secure: false, http2: true);
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(standIn.Url.Host, standIn.Url.Port);
        var stream = stranger.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(sent));
            await stream.CopyToAsync(Stream.Null).WaitAsync(Load.Bound); // the server's settings, then the end
        }
        catch (IOException)
        {
            // hung up on before all was read
        }

        using var client = Client();
        Assert.Equal(1, await PostAsync(client, standIn.Url, 1, padding: 1).WaitAsync(Load.Bound));
    }

    private static HttpClient Client()
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
#pragma warning disable CA5359 // the stand-in's certificate is made for the connection
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        return new HttpClient(handler) { Timeout = Load.Bound };
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri url, string body) => new(method, url)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = body.Length == 0 ? null : new StringContent(body),
    };

    /// <summary>Posts a batch of so many operations.</summary>
    /// <returns>Outcomes in the answer.</returns>
    private static async Task<int> PostAsync(HttpClient client, Uri url, int count, int padding)
    {
        var document = $$"""{"a":"{{new string('x', padding)}}"}""";
        var operation = $$"""{"op":"create","resource":"students","document":{{document}} }""";
        using var request = Request(HttpMethod.Post, new Uri(url, "batch"), $"[{string.Join(',', Enumerable.Repeat(operation, count))}]");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version));
        using var outcomes = JsonDocument.Parse(text);
        return outcomes.RootElement.GetArrayLength();
    }

    private static string Frame(int length, byte type, byte flags, int stream, string payload) => string.Concat(
        (char)(length >> 16), (char)((length >> 8) & 0xFF), (char)(length & 0xFF)) + (char)type + (char)flags + "\0\0\0" + (char)stream + payload;

    /// <summary>A body that begins and does not end.</summary>
    private sealed class EndlessContent : HttpContent
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync("["u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            Begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
