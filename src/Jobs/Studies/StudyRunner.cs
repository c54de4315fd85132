using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Parents;
using EdFi.BatchPerf.Jobs.Rehearsing;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>The common part of studies of many runs: fixtures, plans of one batch size, one run after the other, one file.</summary>
internal sealed class StudyRunner(IJobHost host, StudyRequest request, string activity)
{
    /// <summary>Clients per second: a ramp would be measured with every run.</summary>
    private const double AtOnce = 1_000_000;

    private readonly LoadRehearsal _rehearsal = request.Rehearsal ?? new LoadRehearsal(host);
    private ScenarioCatalog _catalog = request.Catalog;
    private IReadOnlyList<string> _descriptors = [];
    private RunNumbers? _numbers;

    /// <summary>Resources of this machine for the runs.</summary>
    public ClientResources Resources => request.Resources ?? ClientResources.Read();

    /// <summary>The run that ended with a problem.</summary>
    public BatchRun? FailedRun { get; private set; }

    /// <summary>Claims the file before anything is sent.</summary>
    /// <exception cref="BatchPerfException">As <see cref="OutputDirectory.Claim"/>.</exception>
    public IDisposable? ClaimFile() =>
        request.File is { } file ? OutputDirectory.Claim(Path.GetDirectoryName(file)!, Path.GetFileName(file)) : null;

    /// <summary>Holds the scenarios against the server and makes the fixtures; plans made before can only be looked at.</summary>
    public async Task PrepareAsync(ApiConnection connection)
    {
        _catalog = await _catalog.VerifyAsync(connection, request.Names, host.Stop);
        var ready = await request.Fixtures.RunAsync(
            host,
            connection.GetResources(),
            _catalog.DescriptorsOf(request.Names, request.Fixtures.Keys),
            _catalog.FixturesOf(request.Names));
        _descriptors = ready.Descriptors;
    }

    /// <summary>The plan of runs of one batch size, whatever a template says of its own.</summary>
    /// <param name="triples">Triples in a batch.</param>
    /// <param name="clients">Clients.</param>
    /// <param name="duration">Time for which a run measures.</param>
    public RunPlan Plan(int triples, int clients, TimeSpan duration) => request.Plan(_catalog, Options(triples)) with
    {
        ClientCount = clients,
        Duration = duration,
        TestType = TestType.BatchVolume,
        SpawnRate = AtOnce,
        BatchCount = null,
        Stages = [],
        Segment = Segment.Whole,
        ArrivalRate = null,
        OperationRate = null,
        StopOnFailureRate = null,
        Contention = ContentionKind.None,
        KeepOperations = false,
        TraceSample = null,
    };

    /// <summary>Makes a run; one of an open loop is rehearsed first, where none of its kind was.</summary>
    /// <param name="connection">The server.</param>
    /// <param name="plan">The run.</param>
    /// <param name="watch">Makes the sinks of a run; null for none.</param>
    /// <param name="step">Which run it is.</param>
    /// <returns>Null where the study was stopped, so that the run says nothing.</returns>
    /// <exception cref="BatchPerfException">The run ended with a problem, but for batches that the server does not take.</exception>
    public async Task<BatchRun?> RunAsync(
        ApiConnection connection,
        RunPlan plan,
        Func<IReadOnlyList<IResultSink>>? watch,
        StudyStep step)
    {
        if (host.Stop.IsCancellationRequested || !await RehearsedAsync(connection, plan, watch))
        {
            return null;
        }

        var shown = new StudyProgress(host, activity, step, plan.PlannedDuration);
        var load = await MadeAsync(connection, plan, new RunOptions
        {
            Sinks = watch?.Invoke() ?? [],
            Observers = [shown],
            RunId = (_numbers ??= new RunNumbers(plan, taken: [])).Next(), // the whole range was found free
        });
        if (load is null)
        {
            return null;
        }

        if (load.Run.StopReason is StopReason.Canceled or StopReason.StopRequested)
        {
            return null;
        }

        if (load.Run.StopReason != StopReason.BatchTooLarge && RunEnd.Problem(load.Run, plan) is { } problem)
        {
            FailedRun = load.Run;
            throw problem;
        }

        return load.Run;
    }

    /// <summary>Rehearses; false where the study was stopped meanwhile.</summary>
    private async Task<bool> RehearsedAsync(ApiConnection connection, RunPlan plan, Func<IReadOnlyList<IResultSink>>? watch)
    {
        try
        {
            await _rehearsal.RunAsync(connection, plan, RehearsedParts.None, watch);
            return true;
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Makes a run with the parents that its batches reuse; null where it was stopped before it began.</summary>
    private async Task<LoadRun?> MadeAsync(ApiConnection connection, RunPlan plan, RunOptions options)
    {
        using var parents = new ClientParents(host, connection, plan, options.RunId!.Value, journal: null, earlier: []);
        try
        {
            await parents.CreateAsync();
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            var load = LoadRun.Start(connection, plan, options);
            await using (host.Stop.UnsafeRegister(static run => ((LoadRun)run!).Cancel(), load))
            {
                await load.Completion;
            }

            return load;
        }
        finally
        {
            await parents.DeleteAsync();
        }
    }

    /// <summary>Makes runs, then writes the file, whether or not all runs could be made.</summary>
    /// <param name="runs">Makes the runs.</param>
    /// <param name="result">Returns the findings until its call.</param>
    /// <param name="write">Writes the file.</param>
    public async Task<StudyOutcome<T>> EndAsync<T>(Func<Task> runs, Func<T> result, Action<string, T> write)
        where T : class
    {
        BatchPerfException? problem = null;
        try
        {
            await runs();
        }
        catch (BatchPerfException found)
        {
            problem = found;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            problem = new BatchPerfException(
                "StudyFault",
                ProblemKind.UnexpectedServer,
                $"The study broke in the client itself: {fault.GetType().Name}: {fault.Message}",
                "Please report this. The runs before it count.",
                fault);
        }

        host.Progress(new JobProgress(activity, new LinePart("Done")) { Done = true });
        var outcome = new StudyOutcome<T>(result(), problem, FailedRun);
        try
        {
            if (request.File is { } path)
            {
                write(path, outcome.Found!);
                host.Note($"File: {path}");
            }

            return outcome;
        }
        catch (BatchPerfException file)
        {
            return outcome with { Problem = problem ?? file };
        }
    }

    /// <summary>Waits, unless the study is stopped first.</summary>
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

    private ScenarioOptions Options(int triples) => new()
    {
        Seed = request.Seed,
        TripleCount = triples,
        TripleCounts = _catalog.Scenarios.ToDictionary(static s => s.Name, _ => triples, StringComparer.OrdinalIgnoreCase),
        ReuseParents = true,
        FixtureKeys = request.Fixtures.Keys,
        AvailableDescriptors = _descriptors,
    };
}
