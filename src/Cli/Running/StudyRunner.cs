using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>What studies of many runs have in common: connection and fixtures, plans of one batch size, one run after the other.</summary>
internal sealed class StudyRunner(ConsoleHost host, Log log, RunSettings settings, StudySettings given)
{
    private ScenarioCatalog _catalog = settings.ScenarioPaths.Count == 0 ? new ScenarioCatalog() : ScenarioCatalog.Load(settings.ScenarioPaths.Select(host.FullPath), host.Stop);
    private IReadOnlyList<string> _descriptors = [];

    /// <summary>Connects and makes the fixtures.</summary>
    public async Task<ApiConnection> ConnectAsync()
    {
        var steps = new SetUpSteps(settings, log, new SetUpTraffic());
        var connection = await steps.ConnectAsync(host.Stop);
        try
        {
            _catalog = await _catalog.VerifyAsync(connection, settings.Harness.Tests, host.Stop);
            _descriptors = await steps.MakeFixturesAsync(connection, Keys, _catalog.DescriptorsOf(settings.Harness.Tests), host.Stop);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A plan to check before anything is sent.</summary>
    public RunPlan Draft(int triples) => Plan(triples);

    /// <summary>A plan whose clients all begin at once: a ramp would be measured with every run.</summary>
    public RunPlan Plan(int triples)
    {
        var scenarios = new ScenarioFactory(_catalog).Create(settings.Harness.Tests, new ScenarioOptions
        {
            Seed = settings.Seed,
            TripleCount = triples,
            TripleCounts = _catalog.Scenarios.ToDictionary(static s => s.Name, _ => triples, StringComparer.OrdinalIgnoreCase),
            FixtureKeys = Keys,
            AvailableDescriptors = _descriptors,
        });
        return new PlanBuilder(settings, _catalog).Plan(scenarios) with
        {
            TestType = TestType.BatchVolume,
            ClientCount = given.ClientCount,
            SpawnRate = 1_000_000,
            Duration = given.Duration,
            BatchCount = null,
            Stages = [],
            ArrivalRate = null,
            OperationRate = null,
            StopOnFailureRate = null,
            Contention = ContentionKind.None,
            KeepOperations = false,
        };
    }

    /// <summary>Makes a run; Ctrl+C gives it up.</summary>
    /// <exception cref="BatchPerfException"><c>RunFault</c>: the client itself broke.</exception>
    public async Task<BatchRun> RunAsync(ApiConnection connection, RunPlan plan, IReadOnlyList<IResultSink> sinks)
    {
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, plan.PlannedDuration, shown: log.IsInfo && host.ErrorIsTerminal);
        var load = LoadRun.Start(connection, plan, new RunOptions { Sinks = sinks, Observers = [progress] });
        await using (host.Stop.UnsafeRegister(static run => ((LoadRun)run!).Cancel(), load))
        {
            await load.Completion;
        }

        progress.Clear();
        return load.Run.StopReason == StopReason.Fault
            ? throw new BatchPerfException("RunFault", ProblemKind.UnexpectedServer, $"The run broke in the client itself: {load.Run.Fault}", "Please report this with the run's plan.")
            : load.Run;
    }

    /// <summary>Waits, unless Ctrl+C comes first.</summary>
    public async Task PauseAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, host.Stop);
        }
        catch (OperationCanceledException)
        {
            // the loop ends by itself
        }
    }

    private FixtureKeys Keys => new() { LocalEducationAgencyId = settings.Harness.LocalEducationAgencyId };
}
