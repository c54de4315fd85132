using System.Net.Http.Headers;
using System.Text;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

/// <summary>
/// Which of several faults of one request is answered: the token first, then what the request itself says. A server that told a stranger
/// how large a body may be would not be the one of the contract.
/// </summary>
public sealed class OrderOfChecksTests : IAsyncLifetime
{
    private const string Students = "/data/ed-fi/students";
    private const string Long = "more than 10 MB";
    private SimulatorHost _simulator = null!;
    private HttpClient _client = null!;
    private string _token = "";

    /// <summary>A request, and the status of its answer with a good token; with none, or a wrong one, that is 401 each time.</summary>
    public static TheoryData<string, string, string?, int> Requests => new()
    {
        { "POST", "/batch", $"[{Create("a")},{Delete("a")}]", 200 },
        { "GET", "/batch", null, 405 },
        { "PUT", "/batch", "[]", 405 },
        { "POST", "/batch", Long, 413 },
        { "POST", "/batch", $"[{Create("a")},{Create("b")},{Create("c")}]", 413 },
        { "POST", "/batch", "[", 400 },
        { "POST", "/batch", "", 400 },
        { "POST", "/batch", """[{"op":"patch"},{},{}]""", 400 }, // a malformed element before the number of operations
        { "GET", Students, null, 200 },
        { "GET", "/data/ed-fi/widgets", null, 404 },
        { "PATCH", "/data/ed-fi/widgets", "{}", 404 },
        { "PATCH", Students, Long, 405 },
        { "POST", Students, Long, 413 },
        { "POST", Students, "[", 400 },
        { "POST", "/data/ed-fi/locations", Long, 403 },
        { "POST", "/data/ed-fi/locations", "{", 403 },
    };

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Dialect = ServerDialect.Newer, BatchLimit = 2, NoClaim = "locations" });
        _client = new HttpClient { BaseAddress = _simulator.BaseUrl };
        _token = await SimulatorClient.FetchTokenAsync(_simulator, _client);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_stranger_is_refused_before_anything_else(string method, string path, string? body, int status)
    {
        int[] answers = [await SendAsync(method, path, body, _token), await SendAsync(method, path, body, "wrong"), await SendAsync(method, path, body, token: null)];

        Assert.Equal([status, 401, 401], answers);
    }

    [Fact]
    public async Task A_body_of_more_than_10_MB_without_a_token_is_a_401_of_a_server_of_today_too()
    {
        _simulator.Change(static options => options with { Dialect = ServerDialect.Current });

        int[] answers = [await SendAsync("POST", "/batch", Long, _token), await SendAsync("POST", "/batch", Long, token: null)];

        Assert.Equal([500, 401], answers);
    }

    [Fact]
    public async Task What_a_stranger_sent_is_counted_and_not_carried_out()
    {
        await SendAsync("POST", "/batch", $"[{Create("a")},{Delete("a")}]", token: null);

        var counts = _simulator.Counts();
        Assert.Equal((1, 2, 0), (counts.BatchRequests, counts.OperationsTotal.NotAttempted, counts.OperationsTotal.Committed));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    private async Task<int> SendAsync(string method, string path, string? body, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.ExpectContinue = body == Long ? true : null; // so that the refusal of a long body is read
        var text = body == Long ? new string(' ', (10 * 1024 * 1024) + 1) : body;
        request.Content = text is null ? null : new StringContent(text, Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
