using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Dashboard;

/// <summary>The dashboard under attack of a local user who does not know its address, over real sockets, with a clock that stands still.</summary>
public sealed class AttackTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly RawServer _server = new();
    private readonly List<Attacker> _attackers = [];
    private RunDashboard _dashboard = null!;
    private ApiConnection _connection = null!;
    private LoadRun _load = null!;

    private string Host => $"127.0.0.1:{_dashboard.Url.Port}";

    public Task InitializeAsync()
    {
        _dashboard = RunDashboard.Open(0, _clock);
        _connection = _server.Connect();
        _load = LoadRun.Start(_connection, Plans.Closed() with { ThinkTime = TimeSpan.FromMilliseconds(5) }, new RunOptions { Observers = [_dashboard] });
        _dashboard.Attach(_load);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _attackers.ForEach(static a => a.Dispose());
        await _load.DisposeAsync();
        await CloseAsync();
        _connection.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_connections_32_are_kept_and_the_others_are_closed_at_once()
    {
        var attackers = await ManyAsync(Acceptor.Most + 8);

        await Signals.UntilAsync(() => _dashboard.Connections == (Acceptor.Most, 8));
        var closed = attackers.Select(static a => a.ReadToEndAsync()).ToList();
        await Signals.UntilAsync(() => closed.Count(static c => c.IsCompleted) == 8);

        _attackers[0].Dispose();
        await Signals.UntilAsync(() => _dashboard.Connections.Open < Acceptor.Most);
        Assert.Equal(404, await (await AttackerAsync($"GET / HTTP/1.1\r\nHost: {Host}\r\n\r\n")).StatusAsync());
    }

    [Fact]
    public async Task A_flood_is_accepted_no_faster_than_the_rate_allows()
    {
        await ManyAsync(AcceptRate.Burst + 10);

        await Signals.UntilAsync(() => _clock.Armed == Acceptor.Most + 1); // a deadline for each head, and the pause of the acceptor
        Assert.Equal(AcceptRate.Burst - Acceptor.Most, _dashboard.Connections.Refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HT")]
    [InlineData("POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\n")]
    public async Task A_head_that_does_not_come_to_its_end_in_5_seconds_is_given_up(string start)
    {
        var attacker = await AttackerAsync(Fill(start));
        await Signals.UntilAsync(() => _dashboard.Connections.Open == 1 && _clock.Armed > 0);

        _clock.Advance(Connection.ReadPatience);

        Assert.Equal(408, await attacker.StatusAsync());
        await Signals.UntilAsync(() => _clock.Armed > 0); // what still comes is thrown away for a second
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Signals.UntilAsync(() => _dashboard.Connections.Open == 0);
    }

    [Theory]
    [InlineData("POST /stop HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n", 404)]
    [InlineData("POST /00000000000000000000000000000000/stop HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900000000\r\n\r\n{", 404)]
    [InlineData("GET /{token}/ HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n", 400)]
    [InlineData("GET /{token}/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n", 400)]
    [InlineData("GET /{token}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421)]
    [InlineData("GET /{token}/ HTTP/1.1\r\nHost: localhost:1\r\n\r\n", 421)]
    [InlineData("POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)]
    [InlineData("POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\nOrigin: null\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)]
    [InlineData("POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 501)]
    [InlineData("POST /{token}/load HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 1025\r\n\r\n", 413)]
    [InlineData("POST /{token}/load HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n", 415)]
    [InlineData("DELETE /{token}/stop HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n\r\n", 405)]
    public async Task It_is_answered_without_waiting_for_a_body(string request, int status)
    {
        var attacker = await AttackerAsync(Fill(request));

        Assert.Equal(status, await attacker.StatusAsync().WaitAsync(Load.Bound));
        Assert.Equal(StopReason.None, _load.Run.StopReason);
    }

    [Fact]
    public async Task A_body_that_does_not_come_in_5_seconds_is_given_up_also_with_the_token()
    {
        var attacker = await AttackerAsync(Fill("POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{"));
        var answered = attacker.StatusAsync();
        while (!answered.IsCompleted)
        {
            await Signals.UntilAsync(() => answered.IsCompleted || _clock.Armed > 0); // the head's deadline goes, the body's comes
            _clock.Advance(Connection.ReadPatience / 10);
        }

        Assert.Equal(408, await answered);
        Assert.Equal(StopReason.None, _load.Run.StopReason);
    }

    [Fact]
    public async Task A_head_in_many_pieces_or_too_long_is_refused()
    {
        var attacker = await AttackerAsync($"GET / HTTP/1.1\r\nHost: {Host}\r\nX: {new string('x', 20_000)}");

        Assert.Equal(431, await attacker.StatusAsync().WaitAsync(Load.Bound));
    }

    [Fact]
    public async Task At_the_end_of_the_run_half_requests_and_idle_connections_are_closed_without_waiting()
    {
        for (var i = 0; i < Acceptor.Most; i++)
        {
            await AttackerAsync(Fill((i % 3) switch { 0 => "", 1 => "POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\n", _ => "POST /stop HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\n" }));
        }

        await Signals.UntilAsync(() => _dashboard.Connections.Open == Acceptor.Most);
        _load.Stop(StopReason.StopRequested);
        await _load.Completion.WaitAsync(Load.Bound);

        await _dashboard.CloseAsync().WaitAsync(Load.Bound); // the clock stands still: no deadline ends them
        Assert.Equal(0, _dashboard.Connections.Open);
    }

    [Fact]
    public async Task A_viewer_that_takes_nothing_and_a_half_body_with_the_token_are_cut_off_in_two_seconds()
    {
        await AttackerAsync(Fill("GET /{token}/events HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        await AttackerAsync(Fill("POST /{token}/stop HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{"));
        await Signals.UntilAsync(() => _dashboard.Connections.Open == 2 && _clock.Armed > 0);
        _load.Stop(StopReason.StopRequested);
        await _load.Completion.WaitAsync(Load.Bound);

        await CloseAsync();

        await Signals.UntilAsync(() => _dashboard.Connections.Open == 0); // cut off; the clock may be faster than their ends
        Assert.True(Acceptor.Farewell + Acceptor.LastPatience < TimeSpan.FromSeconds(2));
    }

    /// <summary>Closes it, with a clock that moves as long as that takes.</summary>
    private async Task CloseAsync()
    {
        var closed = _dashboard.CloseAsync();
        while (!closed.IsCompleted)
        {
            await Signals.UntilAsync(() => closed.IsCompleted || _clock.Armed > 0);
            _clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        await closed.WaitAsync(Load.Bound);
    }

    private string Fill(string request) => request
        .Replace("{host}", Host, StringComparison.Ordinal)
        .Replace("{token}", _dashboard.Url.AbsolutePath.Trim('/'), StringComparison.Ordinal);

    private async Task<Attacker> AttackerAsync(string request)
    {
        var attacker = await Attacker.ConnectAsync(_dashboard.Url);
        _attackers.Add(attacker);
        if (request.Length > 0)
        {
            await attacker.SendAsync(request);
        }

        return attacker;
    }

    private async Task<IReadOnlyList<Attacker>> ManyAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await AttackerAsync("");
        }

        return _attackers;
    }
}
