using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>A server whose texts steer terminals: none of them comes out raw, whichever way it takes to an operator.</summary>
public sealed class HostileServerTests : IAsyncLifetime, IDisposable
{
    /// <summary>The title of a window, a colour by a C1 control, and reversed writing; and the same as JSON writes it.</summary>
    private const string Raw = "\u001b]0;owned\u0007";
    private const string Escaped = "\\u001b]0;owned\\u0007\\u009b31m\\u202e\\u0000";
    private const string LongWait = "a wait that is too long";
    private static readonly char[] Harmful = ['\u001b', '\u0007', '\u009b', '\u202e', '\0'];

    private static readonly string Problem =
        $$$"""{"type":"{{{Escaped}}}","title":"{{{Escaped}}}","detail":"{{{Escaped}}}","correlationId":"{{{Escaped}}}","errors":["{{{Escaped}}}"],"validationErrors":{"{{{Escaped}}}":["{{{Escaped}}}"]}}""";

    private readonly CliRunner _cli = new();
    private readonly HttpClient _client = new();
    private SimulatorHost _simulator = null!;
    private Func<RawExchange, Task>? _hostile;
    private Func<RawExchange, Task>? _then;
    private string _at = "";
    private int _answers;
    private RawServer _server = null!;

    public static TheoryData<string> Answers => [.. Hostile.Keys];

    private static Dictionary<string, Func<RawExchange, Task>> Hostile { get; } = new(StringComparer.Ordinal)
    {
        ["a problem"] = static e => e.AnswerAsync(400, Problem),
        ["a problem in a string"] = static e => e.AnswerAsync(401, System.Text.Json.JsonSerializer.Serialize(Problem)),
        ["the operation that failed"] = static e => e.AnswerAsync(409, $$$"""{"failedOperation":{"index":0,"op":"create","resource":"students","problem":{{{Problem}}}}}"""),
        ["an operation that was not sent"] = static e => e.AnswerAsync(409, $$$"""{"failedOperation":{"index":0,"op":"{{{Escaped}}}","resource":"{{{Escaped}}}","problem":{{{Problem}}}}}"""),
        ["outcomes of something else"] = static e => e.AnswerAsync(200, $$$"""[{"index":0,"status":"{{{Escaped}}}","op":"{{{Escaped}}}"}]"""),
        ["a page of HTML"] = static e => e.AnswerAsync(500, $"<html>{Raw}</html>"),
        ["a page of HTML that is a success"] = static e => e.AnswerAsync(200, $"<html>{Raw}</html>"),
        ["a pair of texts"] = static e => e.AnswerAsync(500, $$$"""{"message":"{{{Escaped}}}","traceId":"{{{Escaped}}}"}"""),
        ["a redirect"] = static e => e.AnswerAsync(302, "", $"Location: http://x/{Raw}\r\n"),
        ["a wait"] = static e => e.AnswerAsync(429, Problem, $"Retry-After: {Raw}\r\n"),
        [LongWait] = static e => e.AnswerAsync(429, Problem, "Retry-After: 300\r\n"),
        ["a status line"] = static e => LastAsync(e, $"HTTP/1.1 {Raw}\r\nContent-Length: 0\r\n\r\n"),
        ["no HTTP"] = static e => LastAsync(e, $"{Raw}\r\n{Raw}\r\n\r\n"),
        ["a header"] = static e => LastAsync(e, $"HTTP/1.1 200 OK\r\n{Raw}: {Raw}\r\nContent-Length: {Raw}\r\n\r\n"),
    };

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new());
        _server = new RawServer();
        _server.OnBatch = _server.OnToken = AnswerAsync;
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Answers))]
    public async Task In_answers_to_batches(string what)
    {
        (_at, _hostile) = ("/batch", Hostile[what]);

        await RunAsync(6);

        await AssertHarmlessAsync();
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Answers))]
    public async Task In_answers_to_tokens(string what)
    {
        (_at, _hostile) = ("/connect/token", Hostile[what]);

        Assert.NotEqual(0, (int)await RunAsync(1));

        await AssertHarmlessAsync();
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Answers))]
    public async Task In_answers_to_discovery(string what)
    {
        (_at, _hostile) = ("/", Hostile[what]);

        Assert.NotEqual(0, (int)await RunAsync(1));

        await AssertHarmlessAsync();
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Answers))]
    public async Task In_answers_to_single_requests(string what)
    {
        (_at, _hostile) = ("/data/ed-fi/", Hostile[what]);
        _then = what == "a wait" ? Hostile[LongWait] : null; // or it is waited for six times, for 16 seconds in all

        Assert.NotEqual(0, (int)await RunAsync(1));

        await AssertHarmlessAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    public void Dispose() => _cli.Dispose();

    private Task<ExitCode> RunAsync(int batches)
    {
        _cli.Environment["PERF_API_KEY"] = _simulator.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _simulator.Options.Secret;
        return _cli.RunAsync(
            "-b", _server.BaseUrl.ToString(), "-t", "batch-volume", "-c", "1", "-tl", "students", "-bt", "1",
            "--batchCount", batches.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task AssertHarmlessAsync()
    {
        Assert.True(_answers > 0, _cli.Output);
        AssertHarmless("the console", _cli.Output);
        var folder = _cli.File("out");
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            AssertHarmless(file, await File.ReadAllTextAsync(file));
        }
    }

    /// <summary>Closes the connection, or the client waits for the rest of what is none.</summary>
    private static async Task LastAsync(RawExchange exchange, string bytes)
    {
        await exchange.WriteAsync(bytes);
        exchange.Close();
    }

    private static void AssertHarmless(string where, string text)
    {
        var at = text.IndexOfAny(Harmful);
        Assert.True(at < 0, $"{where} holds U+{(at < 0 ? 0 : (int)text[at]):x4}: {PlainText.Line(text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 50)])}");
    }

    /// <summary>The simulator's answer, but for batches with operations, and for what else the test has made hostile.</summary>
    private async Task AnswerAsync(RawExchange exchange)
    {
        var path = exchange.Path.Split('?')[0];
        if (path == _at ? path != "/batch" || exchange.Body != "[]" : _at.Length > 1 && _at[^1] == '/' && path.StartsWith(_at, StringComparison.Ordinal))
        {
            _answers++;
            var hostile = _hostile!;
            _hostile = _then ?? hostile;
            await hostile(exchange);
            return;
        }

        using var request = new HttpRequestMessage(new(exchange.Head.Split(' ')[0]), new Uri(_simulator.BaseUrl, exchange.Path));
        request.Headers.Host = _server.BaseUrl.Authority;
        foreach (var line in exchange.Head.Split("\r\n").Where(static l => l.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation("Authorization", line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        }

        request.Content = new StringContent(exchange.Body, System.Text.Encoding.UTF8, path == "/connect/token" ? "application/x-www-form-urlencoded" : "application/json");
        using var answer = await _client.SendAsync(request);
        var location = answer.Headers.Location is { } url ? $"Location: {url}\r\n" : "";
        await exchange.AnswerAsync((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), location);
    }
}
