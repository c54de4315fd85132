using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>Three machines of this process load a simulator: everything but the remoting.</summary>
public sealed class FleetRunTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "simulator-secret";
    private static readonly TimeSpan StartIn = TimeSpan.FromHours(1);
    private readonly RecordingJobHost _host = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly TestClock _clock = new(); // of the controller and of all machines
    private SimulatorHost _server = null!;

    public async Task InitializeAsync() => _server = await SimulatorHost.StartAsync(new SimulatorOptions());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _host.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_three_machines_did_is_what_the_server_counted_and_each_fixture_is_created_once()
    {
        await using var machines = new Machines(_server, _directory, _clock, 3);

        var fleet = await RunAsync(machines, Plan() with { ClientCount = 7, BatchCount = 50, Duration = null });

        Assert.True(fleet.IsComplete, $"{fleet}: {string.Join("; ", fleet.Machines.Select(static m => m.Fault))}");
        var counts = _server.Counts();
        Assert.Equal((50, counts.OperationsTotal.Committed), (fleet.Run!.Totals.Batches, fleet.Run.Totals.OperationsCommitted));
        Assert.Equal(fleet.Run.Totals, fleet.Totals);
        Assert.Equal([17, 17, 16], fleet.Machines.Select(static m => m.Totals!.Batches));
        Assert.Equal(["1/3", "2/3", "3/3"], fleet.Machines.Select(static m => m.Segment));
        Assert.Equal(3, fleet.Machines.Select(static m => m.RunId).Distinct().Count());
        Assert.Equal(fleet.StartAt, fleet.Run.StartAt);
        Assert.All(fleet.Machines, static m => Assert.NotNull(m.StartDeviationMs));
        Assert.All(
            counts.Resources.Where(static r => r.Key.EndsWith(" POST", StringComparison.Ordinal)),
            static created => Assert.Equal(1, created.Value));
        Assert.All(machines.All, static m => Assert.False(Directory.Exists(m.Folder), "A machine that has nothing in doubt keeps nothing."));
        Assert.All(machines.All, static m => Assert.DoesNotContain(m.Texts, static text => text.Contains(Secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Files_of_every_machine_are_collected_whole()
    {
        await using var machines = new Machines(_server, _directory, _clock, 2);
        var results = _directory.File("results.csv");

        var fleet = await RunAsync(
            machines,
            Plan() with { BatchCount = 20, Duration = null },
            request => request with { Files = new FleetFiles(results, ["m1", "m2"]) },
            keepResults: true);

        Assert.Equal(
            ["results-m1.csv", "results-m1.journal", "results-m2.csv", "results-m2.journal"],
            fleet.Files.Select(static path => Path.GetFileName(path)));
        Assert.Equal(22, new[] { "m1", "m2" }.Sum(name => File.ReadLines(_directory.File($"results-{name}.csv")).Count()));
    }

    [Fact]
    public async Task Files_that_cannot_be_written_cost_no_run_and_stay_on_their_machines()
    {
        await using var machines = new Machines(_server, _directory, _clock, 2);

        var fleet = await RunAsync(
            machines,
            Plan() with { BatchCount = 10, Duration = null },
            request => request with { Files = new FleetFiles(Path.Combine(_directory.Path, "nowhere", "results.csv"), ["m1", "m2"]) },
            keepResults: true);

        Assert.Equal(10, fleet.Run!.Totals.Batches);
        Assert.Empty(fleet.Files);
        Assert.All(machines.All, static machine => Assert.True(File.Exists(Path.Combine(machine.Folder, "run.journal"))));
        Assert.Contains(_host.Warnings, static text => text.StartsWith("m2: its Results could not be collected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_machine_whose_key_is_refused_keeps_all_from_sending()
    {
        await using var machines = new Machines(_server, _directory, _clock, 2, wrongSecretOf: 2);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(machines, Plan()));

        Assert.Contains("because of m2", problem.Message, StringComparison.Ordinal);
        Assert.Equal(ProblemKind.Authentication, problem.Problem);
        Assert.Equal(0, _server.Counts().OperationsTotal.Committed);
    }

    [Fact]
    public async Task A_machine_that_nobody_reaches_ends_by_itself_and_the_fleet_is_incomplete_with_its_counts()
    {
        await using var machines = new Machines(_server, _directory, _clock, 2, cutAfterStart: 2);

        var running = RunAsync(machines, Plan() with { Duration = TimeSpan.FromHours(1) });
        await Signals.UntilAsync(() => _host.Warnings.Any(static text => text.StartsWith("m2 is lost", StringComparison.Ordinal)));
        _clock.Advance(TimeSpan.FromHours(1)); // the end of the other one
        var fleet = await running;

        Assert.False(fleet.IsComplete);
        Assert.Equal([MachineState.Done, MachineState.Lost], fleet.Machines.Select(static m => m.State));
        Assert.Equal(RunVerdict.Incomplete, fleet.Verdict.Verdict);
        Assert.Contains(fleet.Verdict.Reasons, static reason => reason.Contains("m2", StringComparison.Ordinal));
        Assert.True(File.Exists(fleet.Machines[1].Journal));
        await Signals.UntilAsync(() => machines.All[1].Look().Phase == MemberPhase.Ended);
        Assert.Equal(StopReason.LeaseExpired, machines.All[1].Look().StopReason);
    }

    [Fact]
    public async Task A_stop_while_the_load_runs_leaves_complete_runs_and_no_document()
    {
        await using var machines = new Machines(_server, _directory, _clock, 2);
        var running = RunAsync(machines, Plan());
        await Signals.UntilAsync(() => _server.Counts().OperationsTotal.Committed > 200); // for which the clock has passed the ramp

        _host.RequestStop();
        var fleet = await running;

        Assert.True(fleet.IsComplete, $"{fleet}: {string.Join("; ", _host.Warnings)}");
        Assert.Equal((StopReason.StopRequested, StopSource.Controller), (fleet.Run!.StopReason, fleet.Run.StoppedBy));
        Assert.Equal(_server.Counts().OperationsTotal.Committed, fleet.Totals.OperationsCommitted);
    }

    [Fact]
    public async Task A_journal_that_names_documents_which_are_on_the_server_is_kept_and_named_though_no_outcome_is_unknown()
    {
        await using var machines = new Machines(_server, _directory, _clock, 2);

        var fleet = await RunAsync(
            machines,
            Plan() with { TestType = TestType.Volume, DeleteResources = false, BatchCount = 12, Duration = null });

        Assert.All(fleet.Machines, static m => Assert.Equal((MachineState.Done, 0), (m.State, m.Totals!.OperationsUnknown)));
        Assert.All(fleet.Machines, static m => Assert.True(File.Exists(m.Journal)));
        Assert.All(fleet.Machines, m => Assert.Contains(_host.Warnings, text => text.Contains(m.Journal!, StringComparison.Ordinal)));
    }

    private static RunPlan Plan() => new()
    {
        Scenarios = [],
        ClientCount = 2,
        SpawnRate = 1000,
        Duration = TimeSpan.FromDays(1),
        RequestTimeout = TimeSpan.FromDays(1),
        StopTimeout = TimeSpan.FromDays(1),
        ThinkTime = TimeSpan.FromMilliseconds(20),
        Seed = 1,
    };

    private async Task<BatchFleetRun> RunAsync(
        Machines machines,
        RunPlan plan,
        Func<FleetRequest, FleetRequest>? change = null,
        bool keepResults = false)
    {
        var options = new ScenarioOptions { Seed = 1, TripleCount = 2 };
        var scenarios = new ScenarioFactory(new ScenarioCatalog()).Deal([], options);
        var order = new OrderedLoadWriter(options, plan) { KeepResults = keepResults }.Write();
        var request = new FleetRequest
        {
            Order = order,
            Plan = plan with { Scenarios = scenarios },
            Server = _server.BaseUrl,
            Shares = FleetShares.Of(machines.All.Count, []),
            StartIn = StartIn,
            MaxClockError = StartIn,
            Times = new FleetTimes { Beat = TimeSpan.FromMilliseconds(50), Poll = TimeSpan.FromMilliseconds(10), Preparing = StartIn, Go = StartIn },
        };
        var job = new FleetJob(_host, _clock).RunAsync(change?.Invoke(request) ?? request, machines.All);
        await _clock.UntilAsync(() => job.IsCompleted || machines.All.All(static m => m.Gone));
        _clock.Advance(StartIn);
        await _clock.UntilAsync(() => job.IsCompleted);
        return new FleetResult(_host.Warn).Of((await job)!);
    }

    private sealed class Machines(
        SimulatorHost server,
        TemporaryDirectory folder,
        TestClock clock,
        int count,
        int wrongSecretOf = 0,
        int cutAfterStart = 0) : IAsyncDisposable
    {
        public IReadOnlyList<MemberMachine> All { get; } =
        [
            .. Enumerable.Range(1, count).Select(n => new MemberMachine(
                $"m{n}",
                server,
                folder.Path,
                clock,
                n == wrongSecretOf ? "wrong" : null)
            {
                Asked = (machine, _) =>
                {
                    if (n == cutAfterStart && !machine.Cut && server.Counts().OperationsTotal.Committed > 0)
                    {
                        machine.Cut = true;
                        machine.Lease.Expire();
                    }
                },
            }),
        ];

        public async ValueTask DisposeAsync()
        {
            foreach (var machine in All)
            {
                await machine.DisposeAsync();
            }
        }
    }
}
