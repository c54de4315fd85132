using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Simulator.Configuration;
using EdFi.BatchPerf.Unit.Cli;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Secrets;

/// <summary>A password in a server's address, by every door: refused, and shown nowhere.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public static TheoryData<string> Addresses { get; } =
    [
        $"https://canary:{Canary.Password}@dms.example.org",
        $"http://{Canary.Password}@dms.example.org/dms",
        $"https://canary:12/{Canary.Password}@dms.example.org", // for a parser: port 12, and a path
        $"https://canary:12#{Canary.Password}@dms.example.org",
        $"https://canary:12?{Canary.Password}@dms.example.org",
        $"https://canary:a@{Canary.Password}@dms.example.org",
        $"ftp://canary:{Canary.Password}@dms.example.org",
        $"canary:{Canary.Password}@dms.example.org",
        $"//canary:{Canary.Password}@dms.example.org",
        $"https:\\\\canary:{Canary.Password}@dms.example.org",
        $" https://canary:{Canary.Password}@dms.example.org ",
    ];

    public static TheoryData<string, string> Doors { get; } = new()
    {
        { "option", "--baseUrl" }, { "option", "--oauthEndpoint" }, { "option", "--apiPrefix" }, { "option", "--batchEndpoint" },
        { "variable", "PERF_API_BASEURL" }, { "variable", "PERF_API_OAUTH_ENDPOINT" }, { "variable", "PERF_API_PREFIX" },
        { "file", "PERF_API_BASEURL" }, { "file", "PERF_API_OAUTH_ENDPOINT" }, { "file", "PERF_API_PREFIX" },
    };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_password_in_an_address_is_refused_and_shown_nowhere_whichever_door_it_comes_through(string kind, string name)
    {
        await using var server = Discovering("""{"oauth":"/token","dataManagementApi":"/data","batchApi":"/batch"}""");
        foreach (var address in Addresses)
        {
            _cli.Environment.Clear();
            _cli.Environment["PERF_API_BASEURL"] = server.BaseUrl.ToString();
            _cli.Environment["PERF_API_KEY"] = Canary.Key;
            _cli.Environment["PERF_API_SECRET"] = Canary.Secret;
            await File.WriteAllTextAsync(_cli.File(".env"), kind == "file" ? $"{name}='{address}'" : "");
            _cli.Environment.Remove(kind == "file" ? name : "");
            if (kind == "variable")
            {
                _cli.Environment[name] = address;
            }

            string[] option = kind == "option" ? [name, (string)address] : [];
            Assert.Equal(ExitCode.Usage, await _cli.RunAsync(["-t", "BATCH_VOLUME", "--batchCount", "1", "-l", "DEBUG", .. option]));

            Assert.Matches("InvalidBaseUrl|InvalidEndpoint", _cli.Output);
            Assert.Contains("***@dms.example.org", _cli.Output, StringComparison.Ordinal);
            Canary.AssertNotIn(_cli.Output, "the output");
            Canary.AssertNotInFiles(_cli.File("out"));
        }
    }

    [Theory]
    [InlineData("--testAtomicity")]
    [InlineData("--measureBatchSize", "1")]
    [InlineData("--findCapacity", "Clients")]
    [InlineData("--testType", "VOLUME")]
    public async Task Every_job_refuses_it_before_it_says_where_it_connects_to(params string[] job)
    {
        await _cli.RunAsync([.. job, "-l", "DEBUG", "-k", Canary.Key, "-s", Canary.Secret, "-b", $"https://canary:{Canary.Password}@dms.example.org"]);

        Assert.Contains("InvalidBaseUrl", _cli.Output, StringComparison.Ordinal);
        Canary.AssertNotIn(_cli.Output, "the output");
    }

    [Theory]
    [InlineData("oauth")]
    [InlineData("dataManagementApi")]
    [InlineData("batchApi")]
    public async Task A_password_in_an_address_of_the_discovery_document_is_refused_and_shown_nowhere(string name)
    {
        foreach (var address in Addresses)
        {
            var urls = new Dictionary<string, string> { ["oauth"] = "/token", ["dataManagementApi"] = "/data", ["batchApi"] = "/batch", [name] = address };
            await using var server = Discovering(System.Text.Json.JsonSerializer.Serialize(urls));
            var options = new ConnectOptions { BaseUrl = server.BaseUrl, Key = Canary.Key, Secret = Canary.Secret };

            var problem = await Assert.ThrowsAsync<BatchPerfException>(() => ApiConnection.OpenAsync(options, tell: null, CancellationToken.None));

            Assert.Equal("InvalidEndpoint", problem.ErrorId);
            Canary.AssertNotIn(problem + problem.NextStep, "the error");
            Assert.Equal(0, server.TokenRequests);
        }
    }

    [Theory]
    [InlineData("oauth", "OAuthEndpoint")]
    [InlineData("dataManagementApi", "ApiPrefix")]
    [InlineData("batchApi", "BatchEndpoint")]
    public void Discovery_cannot_lead_a_secret_from_https_to_http_but_the_operator_can(string name, string parameter)
    {
        const string plain = "http://dms.example.org/x";
        var discovery = new Discovery
        {
            OAuth = name == "oauth" ? plain : "/token",
            DataManagementApi = name == "dataManagementApi" ? plain : null,
            BatchApi = name == "batchApi" ? plain : null,
        };
        var options = new ConnectOptions { BaseUrl = new Uri("https://dms.example.org"), Key = "k", Secret = "s" };

        var problem = Assert.Throws<BatchPerfException>(() => Endpoints.Choose(options, discovery));
        Endpoints.Choose(options with { TokenEndpoint = plain, ApiPrefix = plain, BatchEndpoint = plain }, discovery);
        Endpoints.Choose(options with { BaseUrl = new Uri("http://dms.example.org") }, discovery);

        Assert.Equal("EndpointNotEncrypted", problem.ErrorId);
        Assert.Contains(parameter, problem.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void The_simulator_refuses_it_too(string address)
    {
        var error = Assert.Throws<OptionException>(() => EdFi.BatchPerf.Simulator.Configuration.CommandLine.Parse(["--urls", address]));

        Canary.AssertNotIn(error.Message, "the error");
    }

    [Theory]
    [InlineData("https://dms.example.org/a?b=c", "https://dms.example.org/a?b=c")]
    [InlineData("https://u:p@dms.example.org/a", "https://***@dms.example.org/a")]
    [InlineData("u:p@dms.example.org", "***@dms.example.org")]
    [InlineData("@", "***@")]
    public void An_address_is_shown_without_what_stands_before_its_last_at_sign(string text, string shown) => Assert.Equal(shown, ServerUrl.Shown(text));

    private static RawServer Discovering(string urls) => new()
    {
        OnBatch = exchange => exchange.Path == "/batch" ? exchange.AnswerAsync(200, "[]") : exchange.AnswerAsync(200, $$"""{"version":"1","urls":{{urls}}}"""),
    };
}
