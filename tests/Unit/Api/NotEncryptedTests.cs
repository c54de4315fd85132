using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>A server with TLS whose discovery document names addresses without: on real sockets, nothing goes there unless it may.</summary>
public sealed class NotEncryptedTests : IAsyncLifetime
{
    private readonly RawServer _plain = new() { OnBatch = static exchange => exchange.AnswerAsync(200, "[]") };
    private SecureServer _secure = null!;

    public async Task InitializeAsync() =>
        _secure = await SecureServer.StartAsync(HttpProtocols.Http1, static (context, _) => context.Response.WriteAsync("[]"));

    public async Task DisposeAsync()
    {
        await _secure.DisposeAsync();
        await _plain.DisposeAsync();
    }

    [Theory]
    [InlineData("oauth", "token", "OAuthEndpoint")]
    [InlineData("dataManagementApi", "data", "ApiPrefix")]
    [InlineData("batchApi", "batch", "BatchEndpoint")]
    public async Task An_address_without_TLS_is_an_error_that_names_both_and_nothing_goes_there(string named, string path, string option)
    {
        Discover(named, path);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => ApiConnection.OpenAsync(Options(), tell: null, CancellationToken.None));

        Assert.Equal("EndpointNotEncrypted", problem.ErrorId);
        Assert.Contains($"{_secure.BaseUrl}", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"{_plain.BaseUrl}{path}", problem.Message, StringComparison.Ordinal);
        Assert.Contains(option, problem.NextStep, StringComparison.Ordinal);
        Assert.Contains("AllowUnencryptedAuthentication", problem.NextStep, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_plain.Accepted, _secure.Batches));
    }

    [Theory]
    [InlineData("oauth", "token", "Key and secret go to ")]
    [InlineData("batchApi", "batch", "Token and batches go to ")]
    public async Task Who_allows_it_is_told_and_connected(string named, string path, string told)
    {
        Discover(named, path);
        var notices = new List<string>();

        using var connection = await ApiConnection.OpenAsync(
            Options() with { AllowUnencryptedAuthentication = true },
            text =>
            {
                Assert.Equal(0, _plain.Accepted);
                notices.Add(text);
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.StartsWith(told + _plain.BaseUrl.Authority, Assert.Single(notices), StringComparison.Ordinal);
        Assert.True(_plain.Accepted > 0, "Nothing went to the address that was allowed.");
        Assert.Equal([_plain.BaseUrl.Authority], connection.OtherHosts);
    }

    [Fact]
    public async Task The_console_says_both_addresses_and_its_own_option()
    {
        Discover("oauth", "token");
        using var cli = new CliRunner();

        var code = await cli.RunAsync(
            "--baseUrl", $"{_secure.BaseUrl}", "--key", "k", "--secret", "s", "--ignoreCertificateErrors", "true", "--testType", "BATCH_VOLUME", "--batchCount", "1");

        Assert.NotEqual(ExitCode.Success, code);
        Assert.All(
            [$"{_secure.BaseUrl}", $"{_plain.BaseUrl}token", "--oauthEndpoint", "--allowUnencryptedAuthentication"],
            (string words) => Assert.Contains(words, cli.Output, StringComparison.Ordinal));
        Assert.Equal(0, _plain.Accepted);
    }

    private ConnectOptions Options() => new() { BaseUrl = _secure.BaseUrl, Key = "k", Secret = "s", SkipCertificateCheck = true };

    /// <summary>Names all places with TLS but for one.</summary>
    private void Discover(string named, string path)
    {
        var urls = new JsonObject
        {
            ["oauth"] = $"{_secure.BaseUrl}token",
            ["dataManagementApi"] = $"{_secure.BaseUrl}data",
            ["batchApi"] = $"{_secure.BaseUrl}batch",
        };
        urls[named] = $"{_plain.BaseUrl}{path}";
        _secure.Discovery = new JsonObject { ["version"] = "1", ["urls"] = urls }.ToJsonString();
    }
}
