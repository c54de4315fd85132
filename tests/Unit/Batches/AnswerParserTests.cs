using System.Text;
using EdFi.BatchPerf.Batches;
using CsCheck;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>Answers in HTTP/1.1 as bytes: whatever pieces they come in, they are read alike, or refused.</summary>
public sealed class AnswerParserTests
{
    private const int Most = 1000;

    /// <summary>What answers are made of.</summary>
    private static readonly string[] Parts =
    [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "A: b", "3\r\nabc",
        "\r\n", "\r", "\n", "0", ":", " ", "ffffffff", ";", ",",
    ];

    /// <summary>Bytes, status, body, connection kept, Location, seconds of Retry-After.</summary>
    public static TheoryData<string, int, string, bool, string?, int?> Answers => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200\r\nContent-Length:2\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200 \r\ncontent-length:\t2 \t\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200 OK\nContent-Length: 2\n\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2, 02\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "", true, null, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]", 200, "[]", false, null, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: TE, Close\r\n\r\n[]", 200, "[]", false, null, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n[]", 200, "[]", false, null, null },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n[]", 200, "[]", false, null, null },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: Keep-Alive\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 200 OK\r\n\r\n[until the end]", 200, "[until the end]", false, null, null },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n01;a=\"b\"\r\n]\r\n0\r\n\r\n", 200, "[]", true, null, null },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nA \t; x\r\n0123456789\r\n0\r\nX: y\r\nZ:\r\n\r\n", 200, "0123456789", true, null, null },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n[]\r\n0\r\n\r\n", 200, "[]", false, null, null },
        { "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n2\r\n[]\r\n0\r\n\r\n", 200, "[]", false, null, null },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLocation: /early\r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", 200, "[]", true, null, null },
        { "HTTP/1.1 101 Switching Protocols\r\n\r\n", 101, "", false, null, null },
        { "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true, null, null },
        { "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, "", true, null, null },
        { "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "", true, null, null },
        { "HTTP/1.1 201 Created\r\nLocation: http://h/a/b\r\nContent-Length: 0\r\n\r\n", 201, "", true, "http://h/a/b", null },
        { "HTTP/1.1 302 Found\r\nlocation: /a\r\nLOCATION: /b\r\nContent-Length: 0\r\n\r\n", 302, "", true, "/a, /b", null },
        { "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", 429, "", true, null, 7 },
        { "HTTP/1.1 503 Off\r\nDate: Mon, 02 Mar 2026 10:00:00 GMT\r\nRetry-After: Mon, 02 Mar 2026 10:00:09 GMT\r\nContent-Length: 0\r\n\r\n", 503, "", true, null, 9 },
        { "HTTP/1.1 503 Off\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n", 503, "", true, null, null },
        { "HTTP/1.1 500 Off\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", 500, "", true, null, null },
        { "HTTP/1.1 200 OK\r\nX:\r\nY: \u001b[31m\u00e9\r\nContent-Length: 0\r\n\r\n", 200, "", true, null, null },
    };

    public static TheoryData<string> Refused =>
    [
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.x 200 OK\r\n\r\n",
        "http/1.1 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 200 O\rK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA : c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA\u00e9: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n\tfolded: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[] ",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n[] ",
        "HTTP/1.1 200 OK\r\nContent-Length: 2,\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n 2\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 x\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a\rb\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n[]\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]x\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n folded: x\r\n\r\n",
    ];

    public static TheoryData<string> Unended =>
    [
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_split_of_an_answer_reads_the_same(string bytes, int status, string body, bool kept, string? location, int? wait)
    {
        foreach (var pieces in Splits(Encoding.Latin1.GetBytes(bytes)))
        {
            using var pipe = new PiecesStream(pieces);
            using var wire = new ReceiverRig(pipe);

            var (head, read) = await wire.ReadAsync(Most);

            Assert.Equal((status, body, location, wait), (head.Status, read, head.Location, (int?)head.RetryAfter?.TotalSeconds));
            Assert.Equal(kept, wire.Kept());
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Every_split_of_what_is_not_clear_is_refused(string bytes)
    {
        foreach (var pieces in Splits(Encoding.Latin1.GetBytes(bytes)))
        {
            using var pipe = new PiecesStream(pieces);
            using var wire = new ReceiverRig(pipe);

            var refusal = await Record.ExceptionAsync(() => wire.ReadAsync(Most));

            Assert.Equal(HttpRequestError.InvalidResponse, (refusal as HttpRequestException)?.HttpRequestError ?? (refusal as HttpIOException)?.HttpRequestError);
        }
    }

    [Theory]
    [MemberData(nameof(Unended))]
    public async Task An_answer_that_ends_early_is_told_as_that(string bytes)
    {
        foreach (var pieces in Splits(Encoding.Latin1.GetBytes(bytes)))
        {
            using var pipe = new PiecesStream(pieces);
            using var wire = new ReceiverRig(pipe);

            var error = await Assert.ThrowsAsync<HttpIOException>(() => wire.ReadAsync(Most));

            Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
            Assert.StartsWith("The response ended prematurely", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]x")]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n\r\n")]
    public async Task Bytes_after_an_answer_cost_the_connection(string bytes)
    {
        using var pipe = new PiecesStream([Encoding.Latin1.GetBytes(bytes)]);
        using var wire = new ReceiverRig(pipe);

        await wire.ReadAsync(Most);

        Assert.False(wire.Kept());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task A_body_is_read_as_far_as_its_limit(string head)
    {
        using var pipe = new PiecesStream([Encoding.Latin1.GetBytes(head), Encoding.Latin1.GetBytes(new string('x', 5 * Most))]);
        using var wire = new ReceiverRig(pipe);

        var (_, body) = await wire.ReadAsync(Most);

        Assert.Null(body);
        Assert.False(wire.Kept());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X: 0123456789\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX:", "0123456789")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: 0123456789\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "0123456789")]
    public async Task Lines_without_an_end_are_read_as_far_as_their_limit(string first, string again)
    {
        var endless = Enumerable.Range(0, 40_000).Select(_ => Encoding.Latin1.GetBytes(again)).Prepend(Encoding.Latin1.GetBytes(first));
        using var pipe = new PiecesStream([.. endless.Where(static p => p.Length > 0)]);
        using var wire = new ReceiverRig(pipe);

        var error = await Assert.ThrowsAsync<HttpIOException>(() => wire.ReadAsync(Most));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, error.HttpRequestError);
        Assert.InRange(pipe.Given, 16 * 1024, 34 * 1024);
    }

    [Fact]
    public Task Whatever_comes_is_an_answer_or_refused_by_name() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 200],
            Gen.Int[0, Parts.Length - 1].Select(static i => Parts[i])
                .Array[0, 12].Select(static parts => Encoding.Latin1.GetBytes(string.Concat(parts))))
            .Array[0, 4]
            .SampleAsync(static async pieces =>
            {
                using var pipe = new PiecesStream([.. pieces.Where(static p => p.Length > 0)]);
                using var wire = new ReceiverRig(pipe);
                var error = await Record.ExceptionAsync(() => wire.ReadAsync(Most));
                Assert.True(error is null or HttpRequestException or HttpIOException, $"{error}");
            });

    [Fact]
    public async Task The_usual_answer_allocates_nothing()
    {
        var bytes = Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Mon, 02 Mar 2026 10:00:00 GMT\r\nContent-Length: 2\r\n\r\n[]");
        var parser = new AnswerParser(TimeProvider.System);
        Read();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        await Task.CompletedTask;

        void Read()
        {
            parser.Begin();
            ReadOnlySpan<byte> rest = bytes;
            Assert.True(parser.Read(ref rest));
        }
    }

    /// <summary>Whole, byte by byte, and in two pieces at every place.</summary>
    private static IEnumerable<byte[][]> Splits(byte[] bytes)
    {
        yield return bytes.Length == 0 ? [] : [bytes];
        yield return [.. bytes.Select(static b => new[] { b })];
        for (var at = 1; at < bytes.Length; at++)
        {
            yield return [bytes[..at], bytes[at..]];
        }
    }
}
