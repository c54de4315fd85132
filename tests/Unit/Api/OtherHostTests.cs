using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>Discovery documents that lead elsewhere: where the secret goes is said before it goes, and never in plain text.</summary>
public sealed class OtherHostTests
{
    private static readonly ConnectOptions Secure = new() { BaseUrl = new Uri("https://dms.example.org"), Key = "k", Secret = "s" };

    [Theory]
    [InlineData("http://dms.example.org/token")]
    [InlineData("http://localhost/token")]
    [InlineData("http://127.0.0.1:8080/token")]
    [InlineData("HTTP://login.example.org/token")]
    public void A_secret_never_goes_from_https_to_http_unless_the_operator_allows_it(string token)
    {
        var discovery = new Discovery { OAuth = token };

        var problem = Assert.Throws<BatchPerfException>(() => Endpoints.Choose(Secure, discovery));
        var allowed = Endpoints.Choose(Secure with { AllowUnencryptedAuthentication = true }, discovery);

        Assert.Equal("EndpointNotEncrypted", problem.ErrorId);
        Assert.Contains("https://dms.example.org", problem.Message, StringComparison.Ordinal);
        Assert.Contains(new Uri(token).AbsoluteUri, problem.Message, StringComparison.Ordinal);
        Assert.Contains("AllowUnencryptedAuthentication", problem.NextStep, StringComparison.Ordinal);
        Assert.Equal(new Uri(token), allowed.Token);
    }

    [Theory]
    [InlineData("https://dms.example.org/token", new string[0])]
    [InlineData("https://DMS.example.org:443/token", new string[0])]
    [InlineData("/token", new string[0])]
    [InlineData("https://login.example.org/token", new[] { "login.example.org" })]
    [InlineData("https://dms.example.org:8443/token", new[] { "dms.example.org:8443" })]
    public void Another_host_over_https_is_used_and_named(string token, string[] hosts)
    {
        var endpoints = Endpoints.Choose(Secure, new Discovery { OAuth = token });

        Assert.Equal(hosts, endpoints.OtherHosts(Secure));
        Assert.Equal(hosts.Length, endpoints.Notices(Secure).Count);
        Assert.All(endpoints.Notices(Secure), n => Assert.Contains(hosts[0], n, StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_that_the_operator_gave_needs_no_saying()
    {
        var options = Secure with { TokenEndpoint = "https://login.example.org/token" };

        Assert.Empty(Endpoints.Choose(options, new Discovery { OAuth = "https://other.example.org" }).OtherHosts(options));
    }

    [Fact]
    public async Task Another_host_is_told_before_the_secret_goes_there_and_shown_on_the_connection()
    {
        await using var login = new RawServer();
        await using var server = Discovering($$"""{"oauth":"{{login.BaseUrl}}token","dataManagementApi":"/data","batchApi":"/batch"}""");
        var told = new List<string>();

        using var connection = await ApiConnection.OpenAsync(
            Options(server),
            text =>
            {
                Assert.Equal(0, login.TokenRequests);
                told.Add(text);
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal(1, login.TokenRequests);
        Assert.StartsWith($"Key and secret go to {login.BaseUrl.Authority}", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal([login.BaseUrl.Authority], connection.OtherHosts);
    }

    [Theory]
    [InlineData("{tenant}/{schoolYear}/oauth/token", "{tenant}")]
    [InlineData("%7Btenant%7D/oauth/token", "{tenant}")]
    [InlineData("oauth/{schoolYear", "{")]
    public async Task A_placeholder_in_discovery_is_an_error_before_anything_is_sent(string path, string placeholder)
    {
        await using var server = Discovering($$"""{"oauth":"http://host/{{path}}","dataManagementApi":"/data"}""");

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => ApiConnection.OpenAsync(Options(server), tell: null, CancellationToken.None));

        Assert.Equal("EndpointPlaceholder", problem.ErrorId);
        Assert.Contains($"the placeholder {placeholder}", problem.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (server.Batches, server.TokenRequests));
    }

    [Theory]
    [InlineData("https://host/{tenant}")]
    [InlineData("https://host/%7Btenant%7D/dms")]
    public void A_placeholder_in_the_base_url_is_refused(string url) =>
        Assert.Equal("InvalidBaseUrl", Assert.Throws<BatchPerfException>(() => ServerUrl.ReadBase(url, "The base URL")).ErrorId);

    [Theory]
    [InlineData("discovery", "BaseUrl")]
    [InlineData("token", "OAuthEndpoint")]
    [InlineData("batch", "BatchEndpoint")]
    public async Task A_redirect_is_not_followed_and_names_its_target(string at, string parameter)
    {
        const string header = "Location: https://user:pw@elsewhere.example.org/login\r\n";
        await using var server = Discovering("""{"oauth":"/token","dataManagementApi":"/data","batchApi":"/batch"}""");
        var discover = server.OnBatch;
        server.OnBatch = e => at == "discovery" || (at == "batch" && e.Path == "/batch") ? e.AnswerAsync(307, "", header) : discover(e);
        server.OnToken = e => at == "token" ? e.AnswerAsync(302, "", header) : e.AnswerAsync(200, """{"access_token":"t"}""");

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => ApiConnection.OpenAsync(Options(server), tell: null, CancellationToken.None));

        Assert.Equal("Redirected", problem.ErrorId);
        Assert.Contains("a redirect to https://***@elsewhere.example.org/login", problem.Message, StringComparison.Ordinal);
        Assert.Contains(parameter, problem.NextStep, StringComparison.Ordinal);
    }

    private static ConnectOptions Options(RawServer server) => new() { BaseUrl = server.BaseUrl, Key = "k", Secret = "s" };

    private static RawServer Discovering(string urls) => new()
    {
        OnBatch = e => e.Path == "/" ? e.AnswerAsync(200, $$"""{"version":"1","urls":{{urls}}}""") : e.AnswerAsync(200, "[]"),
    };
}
