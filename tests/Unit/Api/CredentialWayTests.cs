using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>Token endpoints that decode Basic credentials as RFC 6749 (2.3.1) says, and those that do not.</summary>
public sealed class CredentialWayTests
{
    public static TheoryData<string, string> Credentials => new()
    {
        { "key", "Pass+Word1" },
        { "key", "a%41B1" },
        { "key", "50%25off1" },
        { "my:key", "secret" },
        { "key", "ünï cödé & more=%" },
        { "key", "plain-secret_1.~" },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Every_secret_connects_where_the_endpoint_decodes_Basic(string key, string secret)
    {
        using var server = Server(key, secret, Uri.UnescapeDataString);

        Assert.Equal("Bearer token-1", (await Source(server, key, secret).GetAsync(CancellationToken.None)).AuthorizationHeader);
        Assert.All(server.Asked, static a => Assert.Equal("grant_type=client_credentials", a.Form));
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Every_secret_connects_where_the_endpoint_decodes_Basic_as_a_form(string key, string secret)
    {
        using var server = Server(key, secret, static text => WebUtility.UrlDecode(text));

        Assert.Equal("Bearer token-1", (await Source(server, key, secret).GetAsync(CancellationToken.None)).AuthorizationHeader);
    }

    [Theory]
    [InlineData("Pass+Word1")]
    [InlineData("a%41B1")]
    public async Task Where_the_endpoint_takes_Basic_as_it_is_one_request_does(string secret)
    {
        using var server = Server("key", secret, static text => text);

        await Source(server, "key", secret).GetAsync(CancellationToken.None);

        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task The_way_that_worked_is_kept_for_the_next_token()
    {
        using var server = Server("key", "50%25off1", Uri.UnescapeDataString);
        var tokens = Source(server, "key", "50%25off1");
        await tokens.GetAsync(CancellationToken.None);

        server.Time.Advance(1801);
        await tokens.GetAsync(CancellationToken.None);

        Assert.Equal(3, tokens.Requests);
    }

    private static TokenServer Server(string key, string secret, Func<string, string> decode)
    {
        var server = new TokenServer();
        server.Answer = (request, _) =>
        {
            var pair = request.Headers.Authorization is { Scheme: "Basic" } basic ? Pair(basic) : [];
            var right = pair.Length == 2 && decode(pair[0]) == key && decode(pair[1]) == secret;
            return Task.FromResult(right ? server.Token() : TokenServer.Json(401, """{"title":"Authentication Failed"}"""));
        };
        return server;
    }

    private static string[] Pair(AuthenticationHeaderValue basic) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(basic.Parameter!)).Split(':', 2);

    private static TokenSource Source(TokenServer server, string key, string secret)
    {
        var options = TokenServer.Options with { Key = key, Secret = secret };
        var request = new ApiRequest(new HttpMessageInvoker(server, disposeHandler: false), options);
        return new TokenSource(request, options, new Uri("http://dms/oauth/token"), server.Time);
    }
}
