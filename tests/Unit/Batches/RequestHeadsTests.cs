using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>The start of a request in HTTP/1.1: whatever an address holds, it is one line, and its host in ASCII.</summary>
public sealed class RequestHeadsTests
{
    [Theory]
    [InlineData("http://dms.example.org/batch", "POST /batch HTTP/1.1", "Host: dms.example.org")]
    [InlineData("https://dms.example.org:443/batch", "POST /batch HTTP/1.1", "Host: dms.example.org")]
    [InlineData("http://dms.example.org:443/batch", "POST /batch HTTP/1.1", "Host: dms.example.org:443")]
    [InlineData("http://[::1]:81/batch", "POST /batch HTTP/1.1", "Host: [::1]:81")]
    [InlineData("http://[2001:DB8::1]/batch", "POST /batch HTTP/1.1", "Host: [2001:db8::1]")]
    [InlineData("http://b\u00fccher.example/b\u00fccher?q=\u00fc#f", "POST /b%C3%BCcher?q=%C3%BC HTTP/1.1", "Host: xn--bcher-kva.example")]
    [InlineData("http://dms/a b?c=\r\nX: y", "POST /a%20b?c=%0D%0AX:%20y HTTP/1.1", "Host: dms")]
    [InlineData("http://dms", "POST / HTTP/1.1", "Host: dms")]
    public void An_address_is_one_line_and_a_host(string url, string first, string second)
    {
        using var written = new BodyBuffer();
        var heads = new RequestHeads(new ConnectOptions { BaseUrl = new Uri("http://dms"), Key = "k", Secret = "s" });
        var request = ExchangeRequest.Batch(new Uri(url), "[]"u8.ToArray(), new BatchShape([(OperationKind.Create, "students")]), keepIds: false);

        heads.Write(written, request, new AccessToken("t", 0, 0, 0));

        var lines = Encoding.ASCII.GetString(written.Written.Span).Split("\r\n");
        Assert.Equal((first, second), (lines[0], lines[1]));
        Assert.Equal(["", ""], lines[^2..]);
        Assert.DoesNotContain(lines, static l => l.StartsWith('X'));
    }
}
