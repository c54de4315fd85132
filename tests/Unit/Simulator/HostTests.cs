using System.Net;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class HostTests
{
    [Fact]
    public async Task A_path_base_shows_in_every_address()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { PathBase = "/dms" });
        using var client = new HttpClient();

        var discovery = JsonNode.Parse(await client.GetStringAsync(simulator.BaseUrl))!;
        using var outside = await client.GetAsync(new Uri(simulator.BaseUrl, "/batch"));

        Assert.EndsWith("/dms", simulator.BaseUrl.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(simulator.BaseUrl + "/batch", (string?)discovery["urls"]!["batchApi"]);
        Assert.Equal(404, (int)outside.StatusCode);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(501)]
    public async Task A_server_without_batches_does_not_announce_them(int status)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { NoBatch = status });
        using var client = new SimulatorClient(simulator);

        Assert.Null((await client.GetAsync("/"))["urls"]!["batchApi"]);
        Assert.Equal(status, await client.BatchStatusAsync());
    }

    [Fact]
    public async Task Nobody_trusts_its_certificate()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Urls = "https://127.0.0.1:0" });
        using var client = new HttpClient();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(simulator.BaseUrl));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public async Task Answers_are_compressed_for_who_asks_for_it()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Gzip = true });
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");

        using var answer = await client.GetAsync(simulator.BaseUrl);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_token_is_taken_until_its_skew_is_over()
    {
        var time = new ManualTime();
        await using var simulator = await SimulatorHost.StartAsync(new() { TokenLifetime = 10, TokenSkew = 5, Time = time });
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync());

        time.Advance(15);
        Assert.Equal(200, await client.BatchStatusAsync());
        time.Advance(0.001);
        Assert.Equal(401, await client.BatchStatusAsync());
    }

    [Fact]
    public async Task The_rate_limit_lets_go_with_the_next_window()
    {
        var time = new ManualTime();
        await using var simulator = await SimulatorHost.StartAsync(new() { RateLimit = 1, RateWindow = 10, Time = time });
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Triple("a")));
        Assert.Equal(429, await client.BatchStatusAsync(Triple("a")));

        time.Advance(10);

        Assert.Equal(200, await client.BatchStatusAsync(Triple("a")));
        Assert.Equal(3, simulator.Counts().OperationsTotal.NotAttempted);
    }
}
