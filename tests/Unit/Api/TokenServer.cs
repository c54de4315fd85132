using System.Net;
using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>A token endpoint without sockets: remembers what it was asked and answers as it is told.</summary>
internal sealed class TokenServer : HttpMessageHandler
{
    private int _issued;

    public ManualTime Time { get; } = new();

    public List<(string? Authorization, string Form)> Asked { get; } = [];

    public Func<HttpRequestMessage, string, Task<HttpResponseMessage>> Answer { get; set; }

    public TokenServer(double lifetime = 1800) => Answer = (_, _) => Task.FromResult(Token(lifetime));

    public TokenSource Source() => new(
        new ApiRequest(new HttpMessageInvoker(this, disposeHandler: false), Options),
        Options,
        new Uri("http://dms/oauth/token"),
        Time);

    public static ConnectOptions Options { get; } = new() { BaseUrl = new Uri("http://dms"), Key = "key", Secret = "secret" };

    public HttpResponseMessage Token(double lifetime = 1800) =>
        Json(200, $$"""{"access_token":"token-{{Interlocked.Increment(ref _issued)}}","expires_in":{{lifetime}},"token_type":"Bearer"}""");

    public static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (Asked)
        {
            Asked.Add((request.Headers.Authorization?.ToString(), form));
        }

        return await Answer(request, form);
    }
}
