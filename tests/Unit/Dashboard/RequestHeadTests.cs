using System.Text;
using EdFi.BatchPerf.Page.Dashboard;

namespace EdFi.BatchPerf.Unit.Dashboard;

public sealed class RequestHeadTests
{
    [Fact]
    public void A_head_is_taken_apart()
    {
        var (head, _) = Parse("POST /t/load?a HTTP/1.1\r\nhost: 127.0.0.1:1\r\nContent-Type:application/json\r\nContent-Length: 7 \r\nOrigin:\thttp://127.0.0.1:1\r\nX: a\r\nX: b\r\n\r\n");

        Assert.Equal(new RequestHead("POST", "/t/load?a", "127.0.0.1:1", "http://127.0.0.1:1", "application/json", 7), head);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)] // no Host
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nOrigin: a\r\nOrigin: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1,1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", 417)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n: a\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: \u00e4\r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("G,T / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GET / FTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    public void What_two_programs_could_read_differently_is_refused(string text, int status) => Assert.Equal((null, status), Parse(text));

    [Fact]
    public void Many_headers_are_refused() =>
        Assert.Equal((null, 431), Parse($"GET / HTTP/1.1\r\n{string.Concat(Enumerable.Range(0, 65).Select(static i => $"X{i}: 1\r\n"))}\r\n"));

    [Fact]
    public void A_length_beyond_all_numbers_is_long() => Assert.Equal(int.MaxValue, Parse($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {new string('9', 40)}\r\n\r\n").Head!.BodyLength);

    private static (RequestHead? Head, int Refusal) Parse(string text) => RequestHead.Parse(Encoding.Latin1.GetBytes(text));
}
