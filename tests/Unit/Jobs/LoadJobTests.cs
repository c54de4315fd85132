using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Servers;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class LoadJobTests : IAsyncLifetime, IDisposable
{
    private const int Batches = 20;
    private static readonly string[] Names = ["students"];

    /// <summary>What is written at the end of a run.</summary>
    private static readonly string[] Outputs =
    [
        "results.run.json", "report.html", "batch_volume_stats.csv", "batch_volume_failures.csv", "batch_volume_exceptions.csv",
    ];

    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost _server = null!;

    public static TheoryData<string, string> Failures()
    {
        var data = new TheoryData<string, string>();
        foreach (var output in Outputs)
        {
            data.Add(output, "a folder lies there");
            data.Add(output, "a link lies there");
        }

        return data;
    }

    public async Task InitializeAsync() => _server = await SimulatorHost.StartAsync(new SimulatorOptions());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task An_output_that_fails_is_named_and_costs_neither_the_figures_nor_another_output(string output, string obstacle)
    {
        if (obstacle == "a link lies there" && OperatingSystem.IsWindows())
        {
            return; // links need a right there
        }

        using var host = new RecordingLoadHost { Begun = _ => PutInTheWay(output, obstacle) };

        var end = Assert.Single((await RunAsync(host)).Ends);

        var failed = Assert.Single(end.Failed);
        Assert.Contains(_directory.File(output), failed.Message, StringComparison.Ordinal);
        Assert.Equal(ProblemKind.File, failed.Problem);
        Assert.Null(end.Problem);
        Assert.Equal(["figures", "end"], host.Order);
        Assert.Equal(Batches, end.Run.Totals.Succeeded);
        Assert.Equal(Batches, new ResultCsvReader(_directory.File("results.csv")).Read().Count());
        Assert.All(Outputs.Where(name => name != output), name => Assert.NotEqual(0, new FileInfo(_directory.File(name)).Length));
        if (output != "results.run.json")
        {
            Assert.Equal(Batches, RunJson.Read(_directory.File("results.run.json")).Totals.Succeeded);
        }
    }

    [Fact]
    public async Task Figures_that_cannot_be_shown_are_named_and_cost_no_file()
    {
        using var host = new RecordingLoadHost { Full = true };

        var end = Assert.Single((await RunAsync(host)).Ends);

        Assert.Equal(
            ["The figures could not be completed: No space left on device", "The end of the run could not be completed: No space left on device"],
            end.Failed.Select(static problem => problem.Message));
        Assert.All(Outputs, name => Assert.NotEqual(0, new FileInfo(_directory.File(name)).Length));
    }

    [Fact]
    public async Task A_threshold_for_requests_that_the_load_will_not_have_is_refused_before_anything_is_made()
    {
        using var host = new RecordingLoadHost();

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(host, thresholds: ["p99 < 60s for nobody-*"]));

        Assert.Equal("RequestNameUnknown", problem.ErrorId);
        Assert.Contains("students-batch-1", problem.NextStep, StringComparison.Ordinal);
        Assert.Equal(0, _server.Counts().OperationsTotal.Total);
        Assert.All(Outputs, name => Assert.False(File.Exists(_directory.File(name)), name));
    }

    [Fact]
    public async Task Several_runs_have_ids_and_files_of_their_own()
    {
        using var host = new RecordingLoadHost();

        var outcome = await RunAsync(host, repeat: 2);

        Assert.Equal(["figures", "end", "figures", "end"], host.Order);
        Assert.Equal(
            outcome.Ends.Select(static end => end.Run.RunId),
            new[] { 1, 2 }.Select(number => RunJson.Read(_directory.File($"results-{number}.run.json")).RunId));
    }

    [Theory]
    [InlineData("The connection was closed", "ConnectionClosed")]
    [InlineData("The server's figures cannot be read any more", "Gone")]
    public async Task What_keeps_a_later_run_from_beginning_costs_none_of_those_before_it(string what, string id)
    {
        using var connection = await Load.ConnectAsync(_server);
        var closes = what.StartsWith("The connection", StringComparison.Ordinal);
        var opened = 0;
        using var host = new RecordingLoadHost
        {
            Ended = end =>
            {
                if (closes && end.Run.RunId == RunJson.Read(_directory.File("results-2.run.json")).RunId)
                {
                    connection.Dispose();
                }
            },
        };

        var outcome = await RunAsync(
            host,
            repeat: 4,
            thresholds: ["failures = 0"],
            connection: connection,
            probe: () => !closes && ++opened == 3
                ? throw new BatchPerfException("Gone", ProblemKind.Connection, "The figures are gone.", "")
                : Task.FromResult<IServerProbe>(new StillProbe()));

        Assert.Equal((2, false), (outcome.Ends.Count, outcome.Cut));
        Assert.All(outcome.Ends, static end => Assert.Equal((Batches, null), (end.Run.Totals.Succeeded, end.Problem)));
        Assert.All(outcome.Ends, static end => Assert.True(Assert.Single(end.Tested).Passed));
        Assert.All([1, 2], number => Assert.Equal(Batches, RunJson.Read(_directory.File($"results-{number}.run.json")).Totals.Succeeded));
        Assert.Equal(id, outcome.Failure!.ErrorId);
        Assert.StartsWith("Run 3 of 4 could not begin, and none after it was made; those before it are complete. ", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_the_first_run_from_beginning_is_the_problem_of_the_job()
    {
        using var host = new RecordingLoadHost();

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(
            host,
            repeat: 2,
            probe: static () => throw new BatchPerfException("Gone", ProblemKind.Connection, "The figures are gone.", "")));

        Assert.Equal(("Gone", "The figures are gone."), (problem.ErrorId, problem.Message));
        Assert.Empty(host.Order);
    }

    [Fact]
    public async Task A_stop_between_two_runs_keeps_the_first_and_makes_no_other()
    {
        RecordingLoadHost? stopping = null;
        using var host = new RecordingLoadHost { Ended = _ => stopping!.RequestStop() };
        stopping = host;

        var outcome = await RunAsync(host, repeat: 3);

        var end = Assert.Single(outcome.Ends);
        Assert.Equal((true, null, StopReason.BatchCount), (outcome.Cut, outcome.Failure, end.Run.StopReason));
        Assert.Equal(Batches, end.Run.Totals.Succeeded);
    }

    [Fact]
    public async Task A_load_waits_for_its_start_with_everything_ready_and_says_when_it_begins()
    {
        var clock = new TestClock();
        var signal = new StartSignal(clock);
        using var lease = new RunLease(TimeSpan.FromMinutes(1));
        using var host = new RecordingLoadHost
        {
            Begun = live =>
            {
                Assert.True(live.Load.Run.IsWaiting);
                Assert.True(File.Exists(_directory.File("results.csv")));
                Assert.Equal("waits for its start", new RunProgress(live.Plan).Of(live.Load.Run).Status[0].Text);
                signal.Tell(new CommonStart(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1)));
                clock.Advance(TimeSpan.FromHours(1));
            },
        };

        var end = Assert.Single((await RunAsync(host, start: signal, lease: lease, time: clock)).Ends);

        var stored = RunJson.Read(_directory.File("results.run.json"));
        Assert.Equal((Batches, DateTimeOffset.UnixEpoch), (end.Run.Totals.Succeeded, stored.StartAt));
        Assert.Equal(end.Run.StartDeviationMs, stored.StartDeviationMs);
        Assert.Contains("The run waits to be told when to start.", host.Said);
        Assert.True(signal.Armed.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(2, 60, "StartConflict")]
    [InlineData(1, -1, "StartMissed")]
    public async Task A_start_that_a_load_cannot_keep_is_refused_before_the_server_is_asked_for_anything(int repeat, int seconds, string error)
    {
        using var host = new RecordingLoadHost();
        var documents = _server.Counts().Documents.Total;

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => RunAsync(host, repeat, start: StartSignal.At(DateTimeOffset.UtcNow.AddSeconds(seconds))));

        Assert.Equal((error, documents), (problem.ErrorId, _server.Counts().Documents.Total)); // no fixture was made
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public async Task A_lease_that_runs_out_is_the_problem_of_the_run_whose_files_are_complete()
    {
        var clock = new TestClock();
        using var lease = new RunLease(TimeSpan.FromSeconds(5), clock);
        using var host = new RecordingLoadHost { Begun = _ => clock.Advance(TimeSpan.FromSeconds(5)) };

        var end = Assert.Single((await RunAsync(host, start: new StartSignal(), lease: lease)).Ends);

        Assert.Equal(("LeaseExpired", StopReason.LeaseExpired), (end.Problem?.ErrorId, RunJson.Read(_directory.File("results.run.json")).StopReason));
        Assert.All(Outputs, name => Assert.NotEqual(0, new FileInfo(_directory.File(name)).Length));
    }

    [Fact]
    public async Task OpenTelemetry_that_is_switched_off_is_one_warning_that_names_the_variable_and_the_load_goes_on()
    {
        using var host = new RecordingLoadHost();
        var telemetry = LoadTelemetry.To("http://127.0.0.1:9", static name => name == "OTEL_SDK_DISABLED" ? "true" : null);

        var outcome = await RunAsync(host, repeat: 2, telemetry: telemetry);

        Assert.All(outcome.Ends, static end => Assert.Equal(Batches, end.Run.Totals.Succeeded));
        Assert.StartsWith("OTEL_SDK_DISABLED is true, ", Assert.Single(host.Warnings), StringComparison.Ordinal);
    }

    private void PutInTheWay(string output, string obstacle)
    {
        if (obstacle == "a folder lies there")
        {
            Directory.CreateDirectory(_directory.File(output));
        }
        else
        {
            File.WriteAllText(_directory.File("elsewhere"), "");
            File.CreateSymbolicLink(_directory.File(output), _directory.File("elsewhere"));
        }
    }

    private async Task<LoadOutcome> RunAsync(
        RecordingLoadHost host,
        int repeat = 1,
        string[]? thresholds = null,
        ApiConnection? connection = null,
        Func<Task<IServerProbe>>? probe = null,
        StartSignal? start = null,
        RunLease? lease = null,
        LoadTelemetry? telemetry = null,
        TimeProvider? time = null)
    {
        using var own = connection is null ? await Load.ConnectAsync(_server) : null;
        connection ??= own!;
        return await new LoadJob(host).RunAsync(new LoadRequest
        {
            Servers = [new LoadServer(connection.BaseUrl, _ => Task.FromResult(connection))],
            Repeat = repeat,
            Start = start,
            Lease = lease,
            Time = time ?? TimeProvider.System,
            Telemetry = telemetry,
            Catalog = new ScenarioCatalog(),
            Names = Names,
            Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
            Options = static (_, descriptors, _) => new ScenarioOptions { TripleCount = 1, AvailableDescriptors = descriptors },
            Plan = Plan,
            Files = Files,
            Probes = new LoadProbes { Command = probe },
            Thresholds = [.. (thresholds ?? []).Select(Questions.Thresholds.ThresholdParser.Parse)],
        }).WaitAsync(Load.Bound);
    }

    private LoadFiles Files(RunNumber number) => new()
    {
        Results = number.File(_directory.File("results.csv")),
        Report = number.File(_directory.File("report.html")),
        Locust = number.Folder(_directory.Path),
        JournalFolder = _directory.Path,
    };

    private static RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options) => Plans.Counted(Batches) with
    {
        Scenarios = [.. new ScenarioFactory(catalog).Create(Names, options).Select(static s => new ScenarioShare(s))],
    };

    /// <summary>A server whose figures never change.</summary>
    private sealed class StillProbe : IServerProbe
    {
        public string Source => "Still";

        public IReadOnlyList<string> Notes => [];

        public Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ServerReading>>([new ServerReading("sessions", 1, Accumulates: false)]);

        public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
