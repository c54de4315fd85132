using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Telemetry.Export;
using EdFi.BatchPerf.Telemetry.Instruments;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>A run's figures as a collector receives them.</summary>
public sealed partial class RunTelemetryTests
{
    public static TheoryData<string, bool, string> Endpoints => new()
    {
        { "http://collector:4317", true, "http://collector:4317/" },
        { "https://collector", true, "https://collector/" },
        { "http://collector:4318", false, "http://collector:4318/v1/metrics" },
        { "http://collector:4318/", false, "http://collector:4318/v1/metrics" },
        { " https://collector/otlp/v1/metrics ", false, "https://collector/otlp/v1/metrics" },
        { "http://u:p%40ss@collector:4318/a?key=k", false, "http://collector:4318/a/v1/metrics?key=k" },
        { "http/protobuf http://collector:4317/base/", false, "http://collector:4317/base/v1/metrics" },
        { "GRPC http://collector:4318/?key=k", true, "http://collector:4318/" },
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_receives_what_the_run_counted(bool grpc)
    {
        await using var collector = await Collector.StartAsync(grpc);
        await using var server = new RawServer();
        server.OnBatch = static exchange => exchange.Number is 2 ? exchange.AnswerAsync(429, "", "Retry-After: 0\r\n")
            : exchange.Number is 5 ? exchange.AnswerAsync(409, """{"detail":"no"}""")
            : exchange.SucceedAsync();
        var plan = Plans.Counted(10) with { ClientCount = 1, RetryCount = 1, ArrivalRate = 1000 };
        var target = OtlpTarget.Parse(
            $"http://user:word@{collector.Url.Authority}/base",
            name => name == "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL" ? (grpc ? "grpc" : "http/protobuf") : null);
        await using var telemetry = RunTelemetry.Open(target, plan, server.BaseUrl, "0000000000abc", Variables);
        var run = await RunAsync(server, plan, telemetry);

        Assert.Null(await telemetry.EndAsync(CancellationToken.None));
        var export = collector.Exports.Last();
        Assert.Equal("Basic dXNlcjp3b3Jk", collector.Headers["Authorization"]);
        Assert.Equal("k", collector.Headers["x-key"]);
        Assert.Equal("EdFi.BatchPerf", export.Scope);
        Assert.Contains("edfi.run.id=0000000000abc service.instance.id=0000000000abc service.name=edfi-batchperf service.version=", export.Resource, StringComparison.Ordinal);
        Assert.All(export.Points, static point => Assert.Contains(InstrumentTable.All, row => (row.Name, row.Unit, row.Description) == (point.Name, point.Unit, point.Description)));
        Assert.Equal(InstrumentTable.All.Select(static row => row.Name).Order(), export.Points.Select(static p => p.Name).Distinct().Order());
        Assert.Equal(
            [
                ("edfi.arrival.state=dropped", 0), ("edfi.arrival.state=late", run.LateArrivals!.Value), ("edfi.arrival.state=on_time", 10 - run.LateArrivals!.Value),
                ("edfi.batch.outcome=canceled", 0), ("edfi.batch.outcome=failed", 1), ("edfi.batch.outcome=succeeded", 9),
                ("edfi.operation.outcome=committed", 27), ("edfi.operation.outcome=failed", run.Totals.OperationsFailed), ("edfi.operation.outcome=not_attempted", run.Totals.OperationsNotAttempted),
                ("edfi.operation.outcome=rolled_back", run.Totals.OperationsRolledBack), ("edfi.operation.outcome=unknown", run.Totals.OperationsUnknown),
            ],
            export.Points.Where(static p => p.Attributes.Length > 0 && p.Buckets.Count == 0).Select(static p => (p.Attributes, p.Count)).Order());
        Assert.Equal((0L, 0L, 1L), (Of("edfi.load.clients"), Of("edfi.load.in_flight"), Of("edfi.load.retries")));
        var common = $"http.request.method=POST http.response.status_code={{0}} server.address=127.0.0.1 server.port={server.BaseUrl.Port}";
        var name = $"edfi.request.name={plan.Scenarios[0].Scenario.RequestName}";
        var durations = export.Points.Where(static p => p.Name == "http.client.request.duration").OrderBy(static p => p.Count).ThenBy(static p => p.Attributes).ToList();
        Assert.Equal(
            [$"{name} error.type=409 {string.Format(common, 409)}", $"{name} error.type=429 {string.Format(common, 429)}", $"{name} {string.Format(common, 200)}"],
            durations.Select(static p => p.Attributes));
        Assert.Equal([1L, 1, 9], durations.Select(static p => p.Count));
        Assert.All(durations, static p => Assert.Equal((p.Count, InstrumentTable.RequestDuration.Bounds.Count + 1), (p.Buckets.Sum(static b => (long)b), p.Buckets.Count)));
        Assert.Equal(InstrumentTable.RequestDuration.Bounds, durations[0].Bounds);
        Assert.InRange(durations.Sum(static p => p.Sum), 0.000_001, run.Elapsed.TotalSeconds);
        Assert.Equal(10, Of("edfi.load.schedule.lag"));
        Assert.Equal(InstrumentTable.ScheduleLag.Bounds, Assert.Single(export.Points, static p => p.Name == "edfi.load.schedule.lag").Bounds);

        long Of(string series) => Assert.Single(export.Points, p => p.Name == series).Count;
    }

    [Theory]
    [InlineData(true, "it answered with grpc status 14")]
    [InlineData(false, "it answered 503")]
    public async Task What_a_collector_refuses_is_told_once_at_the_end(bool grpc, string words)
    {
        await using var collector = await Collector.StartAsync(grpc);
        collector.Answer = 503;
        await using var server = new RawServer();
        await using var telemetry = Open($"http://user:word@{collector.Url.Authority}/base/v1/metrics?key=hush", grpc, server);
        var run = await RunAsync(server, Plans.Counted(3), telemetry);

        var problem = await telemetry.EndAsync(CancellationToken.None);

        Assert.Equal(3, run.Totals.Succeeded);
        Assert.StartsWith($"1 of 1 exports of metrics to http://127.0.0.1:{collector.Url.Port} ({(grpc ? "grpc" : "http/protobuf")}) failed: ", problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.DoesNotMatch("word|hush|key=", problem);
    }

    [Fact]
    public async Task A_collector_that_is_away_costs_the_load_nothing_and_is_named()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var server = new RawServer();
        await using var telemetry = Open($"http://127.0.0.1:{port}", grpc: true, server);
        var run = await RunAsync(server, Plans.Counted(3), telemetry);

        Assert.Equal(3, run.Totals.Succeeded);
        Assert.Contains($"http://127.0.0.1:{port} (grpc) failed: ", await telemetry.EndAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_never_answers_is_given_up_half_a_second_after_the_operator_stops_the_job()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var server = new RawServer();
        var time = new OneTimer();
        await using var telemetry = Open($"http://{silent.LocalEndpoint}/base", grpc: false, server, time);
        using var stop = new CancellationTokenSource();
        var end = telemetry.EndAsync(stop.Token);
        await silent.AcceptTcpClientAsync().WaitAsync(Load.Bound);

        Assert.Equal(TimeSpan.FromSeconds(2), time.Due);
        await stop.CancelAsync();
        Assert.Equal(TimeSpan.FromSeconds(0.5), time.Due);
        time.Ring();

        Assert.Contains("it did not answer in time", await end.WaitAsync(Load.Bound), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_hears_the_meter_the_option_is_refused_by_name()
    {
        RunTelemetry.RequirePossible(OtlpTarget.Parse("http://127.0.0.1:9", static _ => null), static _ => null);
        var problem = Assert.Throws<BatchPerfException>(() => MeterHearing.Require(static () => null));

        Assert.Equal("OtlpNotPossible", problem.ErrorId);
        Assert.Matches("OtlpEndpoint|otlpEndpoint", problem.Message);
        Assert.Contains("System.Diagnostics.DiagnosticSource", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    public async Task Times_of_the_environment_that_are_none_count_as_not_given(string text)
    {
        await using var server = new RawServer();
        var target = OtlpTarget.Parse("http://127.0.0.1:9", static _ => null);

        await using var telemetry = RunTelemetry.Open(
            target, Plans.Counted(1), server.BaseUrl, "0000000000abc", name => name.EndsWith("INTERVAL", StringComparison.Ordinal) || name.EndsWith("TIMEOUT", StringComparison.Ordinal) ? text : null);

        Assert.NotNull(telemetry.Sink);
    }

    [Fact]
    public void Headers_that_cannot_be_read_are_refused_before_a_run_and_never_shown()
    {
        var problem = Assert.Throws<BatchPerfException>(
            () => RunTelemetry.RequirePossible(OtlpTarget.Parse("http://127.0.0.1:9", static _ => null), static name => name == "OTEL_EXPORTER_OTLP_METRICS_HEADERS" ? "hush" : null));

        Assert.Equal("OtlpHeadersInvalid", problem.ErrorId);
        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_of_a_kind_of_request_are_made_once()
    {
        var tags = new HttpTags(new Uri("https://dms.example.org/"));
        var timeout = tags.Of("n", "POST", null, ErrorKind.Timeout);

        Assert.Same(timeout, tags.Of("n", "POST", null, ErrorKind.Timeout));
        Assert.Contains(new("error.type", "Timeout"), timeout);
        Assert.DoesNotContain(timeout, static tag => tag.Key == "http.response.status_code");
        Assert.Contains(new("error.type", "InvalidResponse"), tags.Of("n", "POST", 200, ErrorKind.InvalidResponse));
        Assert.Contains(new("error.type", "409"), tags.Of("n", "POST", 409, ErrorKind.Conflict));
        Assert.DoesNotContain(tags.Of("n", "POST", 200, null), static tag => tag.Key == "error.type");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public void The_protocol_follows_from_variable_port_and_path_and_is_shown_without_secrets(string text, bool grpc, string url)
    {
        var (protocol, endpoint) = text.Trim().Split(' ') is [var first, var second] ? (first, second) : (null, text);
        var target = OtlpTarget.Parse(endpoint, name => name == "OTEL_EXPORTER_OTLP_PROTOCOL" ? protocol : null);

        Assert.Equal((grpc, url), (target.IsGrpc, target.Endpoint.AbsoluteUri));
        Assert.Equal($"{target.Endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} ({(grpc ? "grpc" : "http/protobuf")})", target.ToString());
        Assert.Equal(text.Contains('@', StringComparison.Ordinal) ? "Basic dTpwQHNz" : null, target.Authorization);
    }

    [Theory]
    [InlineData("collector:4317", null, "OtlpEndpointInvalid")]
    [InlineData("ftp://user:hush@collector", null, "OtlpEndpointInvalid")]
    [InlineData("http://user:hush@", null, "OtlpEndpointInvalid")]
    [InlineData("http://user:hush@collector", "http/json", "OtlpProtocolUnknown")]
    public void What_is_no_endpoint_is_refused_by_name_and_never_shown(string text, string? protocol, string errorId)
    {
        var problem = Assert.Throws<BatchPerfException>(() => OtlpTarget.Parse(text, name => name == "OTEL_EXPORTER_OTLP_PROTOCOL" ? protocol : null));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Matches("OtlpEndpoint|otlpEndpoint", problem.Message);
        Assert.DoesNotContain("hush", problem.Message + problem.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL")]
    public void A_protocol_that_is_not_spoken_is_refused_with_the_variables_name(string variable)
    {
        var problem = Assert.Throws<BatchPerfException>(() => OtlpTarget.Parse("http://collector", name => name == variable ? "http/json" : null));

        Assert.StartsWith($"{variable} is 'http/json', which ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_every_series_as_it_is()
    {
        var rows = Row().Matches(File.ReadAllText(Repository.File("docs/telemetry.md")))
            .Select(static row => (row.Groups["name"].Value, row.Groups["unit"].Value, row.Groups["tags"].Value, row.Groups["words"].Value));

        Assert.Equal(
            InstrumentTable.All.Select(static row => (row.Name, row.Unit, string.Join(", ", row.Attributes.Select(static a => $"`{a}`")), row.Description.TrimEnd('.'))),
            rows);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_batch_for_which_there_was_no_token_is_a_failed_one_and_no_request(bool broken, int retries)
    {
        await using var collector = await Collector.StartAsync(grpc: false);
        await using var server = new RawServer();
        server.OnToken = exchange =>
        {
            if (!broken)
            {
                return exchange.AnswerAsync(401, "");
            }

            exchange.Reset();
            return Task.CompletedTask;
        };
        await using var telemetry = Open($"http://{collector.Url.Authority}/base", grpc: false, server);
        await RunAsync(server, Plans.Counted(2) with { RetryCount = retries }, telemetry);

        Assert.Null(await telemetry.EndAsync(CancellationToken.None));
        var points = collector.Exports.Last().Points;
        Assert.Equal(2, Assert.Single(points, static p => p.Attributes == "edfi.batch.outcome=failed").Count);
        Assert.Equal(2 * (retries + 1) * 3, Assert.Single(points, static p => p.Attributes == "edfi.operation.outcome=not_attempted").Count);
        Assert.DoesNotContain(points, static p => p.Name == "http.client.request.duration");
    }

    private static string? Variables(string name) => name == "OTEL_EXPORTER_OTLP_METRICS_HEADERS" ? "x-key=k" : null;

    private static RunTelemetry Open(string endpoint, bool grpc, RawServer server, TimeProvider? time = null) => RunTelemetry.Open(
        OtlpTarget.Parse(endpoint, name => name == "OTEL_EXPORTER_OTLP_PROTOCOL" ? (grpc ? "grpc" : "http/protobuf") : null),
        Plans.Counted(3),
        server.BaseUrl,
        "0000000000abc",
        static _ => null,
        time);

    private static async Task<BatchRun> RunAsync(RawServer server, RunPlan plan, RunTelemetry telemetry)
    {
        using var connection = server.Connect();
        var load = Load.Start(connection, plan, new RunOptions { Sinks = [telemetry.Sink] });
        telemetry.Attach(load.Run);
        await Load.FinishAsync(load);
        return load.Run;
    }

    [GeneratedRegex(@"^\| `(?<name>(http|edfi)\.[\w.]+)` \| `(?<unit>[^`]+)` \| (?<tags>[^|]*?) ?\| (?<words>[^|]+) \|\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();
}
