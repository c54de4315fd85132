using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Rehearsing;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class CapacityJobTests : IDisposable
{
    private static readonly string[] Names = ["students"];
    private readonly RecordingJobHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task There_is_no_pause_after_the_last_run()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());

        var found = await SearchAsync(server, _host).WaitAsync(Load.Bound); // the pause would last an hour

        Assert.Single(found.Found!.Steps);
        Assert.Null(found.Problem);
        Assert.StartsWith($"{server.BaseUrl} Search the highest load of students-batch-1", Assert.Single(_host.Questions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_where_the_answer_is_no()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var host = new RecordingJobHost { Answer = false };

        var found = await SearchAsync(server, host).WaitAsync(Load.Bound);

        Assert.Null(found.Found);
        Assert.Equal(0, server.Counts().Documents.Total);
    }

    /// <summary>Code that is compiled at its first call would let the first run of a search by arrival rate look like a server's limit.</summary>
    [Theory]
    [InlineData(CapacityLoad.ArrivalRate, 1)]
    [InlineData(CapacityLoad.Clients, 0)]
    public async Task Only_a_search_by_arrival_rate_is_rehearsed_and_only_before_its_first_run(CapacityLoad search, int rehearsals)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        var reports = new List<RehearsalReport>();
        var rehearsal = new LoadRehearsal(_host, new RehearsedKinds(), async (connection, plan, options, stop) =>
        {
            Assert.Single(options.Sinks); // as each run of the search has
            reports.Add(await OpenRehearsal.RunAsync(connection, plan, options, stop));
            return reports[^1];
        });

        var found = await SearchAsync(server, _host, search, repeat: 3, rehearsal).WaitAsync(Load.Bound);

        Assert.True(found.Found!.Steps.Count > 1);
        Assert.Equal(rehearsals, reports.Count);
        Assert.All(reports, static report => Assert.Equal((true, 0L), (report.Batches > 0, report.Refused)));
        var notes = _host.Said.Where(static text => text.StartsWith("Run", StringComparison.Ordinal) || text.StartsWith("Rehearsed", StringComparison.Ordinal));
        Assert.Equal([.. Enumerable.Repeat("Reh", rehearsals), .. found.Found.Steps.Select(static _ => "Run")], notes.Select(static text => text[..3]));
    }

    [Fact]
    public async Task A_search_that_is_stopped_while_it_is_rehearsed_makes_no_run()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        var rehearsal = new LoadRehearsal(_host, new RehearsedKinds(), (_, _, _, stop) =>
        {
            _host.RequestStop();
            return Task.FromCanceled<RehearsalReport>(stop);
        });

        var found = await SearchAsync(server, _host, CapacityLoad.ArrivalRate, repeat: 3, rehearsal).WaitAsync(Load.Bound);

        Assert.Empty(found.Found!.Steps);
        Assert.Null(found.Problem);
    }

    /// <summary>A search that one run decides.</summary>
    private static CapacityRequest Search => new()
    {
        Thresholds = ["max < 3600s"],
        Search = CapacityLoad.Clients,
        Start = 1,
        Maximum = 1,
        Repeat = 1,
        Confidence = 0.5,
        DrainTime = TimeSpan.FromHours(1),
        TripleCount = 1,
        Duration = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>A search at one load, of a run unless it is repeated.</summary>
    private static async Task<StudyOutcome<BatchCapacity>> SearchAsync(
        SimulatorHost server,
        RecordingJobHost host,
        CapacityLoad search = CapacityLoad.Clients,
        int repeat = 1,
        LoadRehearsal? rehearsal = null)
    {
        using var connection = await Load.ConnectAsync(server);
        var load = search == CapacityLoad.Clients ? 1 : 50;
        var asked = Search with
        {
            Search = search,
            Start = load,
            Maximum = load,
            Repeat = repeat,
            DrainTime = repeat == 1 ? TimeSpan.FromHours(1) : TimeSpan.Zero,
        };
        var request = new StudyRequest
        {
            Catalog = new ScenarioCatalog(),
            Names = Names,
            Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
            Seed = 1,
            Plan = Plan,
            Rehearsal = rehearsal,
        };
        return await new CapacityJob(host).RunAsync(request, asked, _ => Task.FromResult(connection));
    }

    private static RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options)
    {
        return Plans.Closed() with
        {
            Scenarios = [.. new ScenarioFactory(catalog).Create(Names, options).Select(static s => new ScenarioShare(s))],
        };
    }
}
