using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>The dashboard of a fleet.</summary>
public sealed class FleetPageTests : IDisposable
{
    private readonly RecordingJobHost _host = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _host.Dispose();
        _directory.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task It_shows_the_machines_sums_while_they_load_can_stop_them_and_ends_with_the_merged_run()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        var clock = new TestClock(); // of the controller and of both machines
        await using var first = new MemberMachine("m1", server, _directory.Path, clock);
        await using var second = new MemberMachine("m2", server, _directory.Path, clock);
        var told = new TaskCompletionSource<Uri>();
        var plan = Plans.Unhurried() with { Scenarios = [], ClientCount = 3, ThinkTime = TimeSpan.FromMilliseconds(20), Seed = 1 };
        var options = new ScenarioOptions { Seed = 1, TripleCount = 2 };
        var whole = plan with { Scenarios = new ScenarioFactory(new ScenarioCatalog()).Deal([], options) };
        await using var page = new FleetPage(RunDashboard.Open(), whole.Summarize(), told.SetResult);
        var job = new FleetJob(_host, clock).RunAsync(
            new FleetRequest
            {
                Order = new OrderedLoadWriter(options, plan).Write(),
                Plan = whole,
                Server = server.BaseUrl,
                Shares = FleetShares.Of(2, []),
                StartIn = TimeSpan.FromHours(1),
                MaxClockError = TimeSpan.FromHours(1),
                Page = page,
                Times = new FleetTimes { Beat = TimeSpan.FromMilliseconds(50), Poll = TimeSpan.FromMilliseconds(10), Preparing = TimeSpan.FromHours(1), Go = TimeSpan.FromHours(1) },
            },
            [first, second]);
        await clock.UntilAsync(() => job.IsCompleted || (first.Gone && second.Gone));
        clock.Advance(TimeSpan.FromHours(1));
        var passing = clock.UntilAsync(() => job.IsCompleted);

        if (await Task.WhenAny(told.Task, job).WaitAsync(Load.Bound) == job)
        {
            await job; // it did not begin, and says why
        }

        var url = await told.Task;
        using var events = new StreamReader(await _http.GetStreamAsync(new Uri(url, "events")));
        var run = await NextAsync(events);
        while (run["totals"]!["batches"]!.GetValue<long>() < 10 || run["metrics"]!.AsArray().Count < 2)
        {
            run = await NextAsync(events);
        }

        Assert.Equal(["Running", "Running"], run["machines"]!.AsArray().Select(static m => (string?)m!["state"]));
        Assert.Equal("NotKnown", (string?)run["verdict"]!["verdict"]);
        Assert.Equal(409, await PostAsync(url, "load", "{\"target\": 1}"));
        Assert.Equal(200, await PostAsync(url, "stop", "{}"));
        var outcome = await job.WaitAsync(Load.Bound);
        await passing;
        var fleet = new FleetResult(_host.Warn).Of(outcome!);
        page.End(fleet);
        while (run["endedAt"] is null)
        {
            run = await NextAsync(events);
        }

        Assert.True(fleet.IsComplete, fleet.ToString());
        Assert.Equal(StopReason.StopRequested, fleet.Run!.StopReason);
        Assert.Equal(
            (fleet.Run.RunId, server.Counts().OperationsTotal.Committed),
            ((string?)run["runId"], run["totals"]!["operationsCommitted"]!.GetValue<long>()));
        Assert.Equal(["Done", "Done"], run["machines"]!.AsArray().Select(static m => (string?)m!["state"]));
    }

    private async Task<int> PostAsync(Uri url, string what, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(url, what), content);
        return (int)answer.StatusCode;
    }

    private static async Task<JsonNode> NextAsync(StreamReader events)
    {
        string? line;
        do
        {
            line = await events.ReadLineAsync().WaitAsync(Load.Bound);
            Assert.NotNull(line);
        }
        while (!line.StartsWith("data: ", StringComparison.Ordinal));

        return JsonNode.Parse(line["data: ".Length..])!["run"]!;
    }
}
