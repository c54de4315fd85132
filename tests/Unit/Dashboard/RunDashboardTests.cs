using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Dashboard;

/// <summary>The dashboard over real sockets, with a run behind it.</summary>
public sealed class RunDashboardTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private readonly RawServer _server = new();
    private readonly RunDashboard _dashboard = RunDashboard.Open();
    private ApiConnection _connection = null!;
    private LoadRun _load = null!;

    public Task InitializeAsync()
    {
        _connection = _server.Connect();
        _load = LoadRun.Start(_connection, Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(5) }, new RunOptions { Observers = [_dashboard] });
        _dashboard.Attach(_load);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _load.DisposeAsync();
        await _dashboard.DisposeAsync();
        _connection.Dispose();
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public void Its_address_is_on_loopback_with_a_path_of_128_bits()
    {
        Assert.Matches("^http://127[.]0[.]0[.]1:[0-9]+/[0-9a-f]{32}/$", _dashboard.Url.AbsoluteUri);
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == _dashboard.Url.Port).ToList();
        Assert.NotEmpty(listening);
        Assert.All(listening, static end => Assert.True(IPAddress.IsLoopback(end.Address), end.ToString()));
    }

    [Fact]
    public async Task The_page_may_talk_to_its_server_only_and_lie_in_no_frame()
    {
        using var answer = await _http.GetAsync(_dashboard.Url);

        Assert.Contains("data-mode=\"live\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("GET", "/", null, null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/00000000000000000000000000000000/", null, null, HttpStatusCode.NotFound)]
    [InlineData("GET", "{path}nothing", null, null, HttpStatusCode.NotFound)]
    [InlineData("GET", "{path}stop", null, null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "{path}", "evil.example:80", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("POST", "{path}stop", null, "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/stop", null, null, HttpStatusCode.NotFound)]
    public async Task Who_does_not_know_the_way_is_sent_away(string method, string path, string? host, string? origin, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_dashboard.Url, path.Replace("{path}", _dashboard.Url.AbsolutePath, StringComparison.Ordinal)));
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await _http.SendAsync(request);

        // Some listeners refuse a foreign host themselves, before anybody is asked.
        Assert.Contains(answer.StatusCode, host is null ? [status] : new[] { status, HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.Equal(StopReason.None, _load.Run.StopReason);
    }

    [Theory]
    [InlineData("{\"target\": 7}", "application/json", 200, 7)]
    [InlineData("{\"target\": -1}", "application/json", 400, null)]
    [InlineData("{\"target\": 1.5}", "application/json", 400, null)]
    [InlineData("{\"target\": 100001}", "application/json", 400, null)]
    [InlineData("{\"target\": \"many\"}", "application/json", 400, null)]
    [InlineData("{}", "application/json", 400, null)]
    [InlineData("target=7", "application/x-www-form-urlencoded", 415, null)]
    public async Task The_number_of_clients_can_be_changed(string body, string type, int status, int? clients)
    {
        var (answered, message) = await PostAsync("load", body, type);

        Assert.Equal(status, answered);
        Assert.NotEqual("", message);
        Assert.Equal(clients is null ? [] : [(2.0, (double)clients)], _load.Run.LoadChanges.Select(static c => (c.Previous, c.Target)));
        if (clients is not null)
        {
            await Signals.UntilAsync(() => _load.Run.Clients == clients);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_long_changes_nothing()
    {
        Assert.Equal(413, (await PostAsync("load", new string(' ', 5000))).Status);
        Assert.Empty(_load.Run.LoadChanges);
    }

    [Fact]
    public async Task Events_bring_the_run_as_it_goes_and_its_end_and_then_nobody_listens()
    {
        using var events = new StreamReader(await _http.GetStreamAsync(new Uri(_dashboard.Url, "events")));
        var (name, first) = await NextAsync(events);
        Assert.Equal(("run", 0), (name, (int)first["from"]!));
        Assert.Equal(_load.Run.RunId, (string?)first["run"]!["runId"]);

        Assert.Equal(200, (await PostAsync("stop", "{}")).Status);
        var all = new List<JsonNode>();
        for (; name != "end"; all.Add(first))
        {
            (name, first) = await NextAsync(events);
            var from = (int)first["from"]!;
            Assert.InRange(from, 0, all.Count == 0 ? int.MaxValue : (int)all[^1]["from"]! + all[^1]["run"]!["intervals"]!.AsArray().Count);
        }

        await _load.Completion.WaitAsync(Load.Bound);
        Assert.Equal("StopRequested", (string?)first["run"]!["stopReason"]);
        Assert.Equal(StopReason.StopRequested, _load.Run.StopReason);
        Assert.Equal(_load.Run.Totals.OperationsCommitted, (long)first["run"]!["totals"]!["operationsCommitted"]!);
        Assert.Equal(_load.Run.Intervals.Count, (int)first["from"]! + first["run"]!["intervals"]!.AsArray().Count);
        Assert.Null(await events.ReadLineAsync());
        await _dashboard.CloseAsync().WaitAsync(Load.Bound);
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(_dashboard.Url));
    }

    [Fact]
    public async Task A_run_that_has_ended_can_be_neither_changed_nor_stopped()
    {
        await _load.DisposeAsync();

        Assert.Equal((409, 409), ((await PostAsync("load", "{\"target\": 7}")).Status, (await PostAsync("stop", "{}")).Status));
        Assert.Equal(StopReason.Canceled, _load.Run.StopReason);
    }

    [Fact]
    public async Task A_browser_that_reads_nothing_holds_up_neither_the_run_nor_the_end()
    {
        using var socket = new TcpClient("127.0.0.1", _dashboard.Url.Port) { ReceiveBufferSize = 1024 };
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {_dashboard.Url.AbsolutePath}events HTTP/1.1\r\nHost: 127.0.0.1:{_dashboard.Url.Port}\r\n\r\n"));
        await Signals.UntilAsync(() => socket.Available > 0);

        _load.Stop(StopReason.StopRequested);

        await _load.Completion.WaitAsync(Load.Bound);
        await _dashboard.CloseAsync().WaitAsync(Load.Bound);
    }

    [Fact]
    public async Task Two_runs_have_a_dashboard_each()
    {
        await using var other = RunDashboard.Open();

        Assert.NotEqual(_dashboard.Url.Port, other.Url.Port);
        Assert.NotEqual(_dashboard.Url.AbsolutePath, other.Url.AbsolutePath);
        using var early = await _http.GetAsync(other.Url);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode); // no run has begun there
        using var foreign = await _http.GetAsync(new Uri(other.Url, _dashboard.Url.AbsolutePath));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        var problem = Assert.Throws<BatchPerfException>(() => RunDashboard.Open(_dashboard.Url.Port));

        Assert.Equal("DashboardPortTaken", problem.ErrorId);
        Assert.Contains($"port {_dashboard.Url.Port}", problem.Message, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Message)> PostAsync(string what, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await _http.PostAsync(new Uri(_dashboard.Url, what), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(string Name, JsonNode Data)> NextAsync(StreamReader events)
    {
        var name = await events.ReadLineAsync().WaitAsync(Load.Bound);
        var data = await events.ReadLineAsync().WaitAsync(Load.Bound);
        Assert.Equal("", await events.ReadLineAsync().WaitAsync(Load.Bound));
        return (name!["event: ".Length..], JsonNode.Parse(data!["data: ".Length..])!);
    }
}
