using System.Management.Automation;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What cmdlets that make many runs have in common: how long and how often, one question, and an end that keeps what was measured.</summary>
public abstract class StudyCmdlet : ScenarioCmdlet
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);
    private LoadRun? _load;

    /// <summary>How long each run measures, after its warm-up.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A variable, without $, that holds what was found so far after every run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StudyVariable { get; set; }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _load?.Cancel();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _load is { } load)
        {
            _load = null;
            load.Cancel();
            Task.WaitAny([load.Completion], DisposePatience);
        }

        base.Dispose(disposing);
    }

    /// <summary>The seed that was given, or a random one.</summary>
    protected int ChosenSeed() => MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : Random.Shared.Next();

    /// <summary>Sets <see cref="StudyVariable"/>.</summary>
    protected void Publish(object study)
    {
        if (StudyVariable is not null)
        {
            SessionState.PSVariable.Set(StudyVariable.TrimStart('$'), study);
        }
    }

    /// <summary>Makes one run and returns it when it has ended; its batches may have failed or been refused.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C: the run says nothing.</exception>
    private protected BatchRun Execute(RunPlan plan, IReadOnlyList<IResultSink> sinks, Action<BatchRun> draw)
    {
        if (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        var load = _load = Check(() => LoadRun.Start(Api, plan, new RunOptions { Sinks = sinks }));
        using var stop = StopToken.UnsafeRegister(static run => ((LoadRun)run!).Cancel(), load);
        WaitFor(load.Completion, () => draw(load.Run));
        _load = null;
        if (load.Run.StopReason == StopReason.Canceled)
        {
            throw new PipelineStoppedException();
        }

        if (load.Run.StopReason != StopReason.BatchTooLarge && RunEnd.Problem(load.Run, plan) is { } problem)
        {
            ThrowTerminatingError(ErrorRecords.From(problem, load.Run));
        }

        return load.Run;
    }

    /// <summary>Batches of one size by <c>-Scenario</c>.</summary>
    private protected IReadOnlyList<ScenarioShare> Shares(ScenarioCatalog catalog, FixtureKeys keys, IReadOnlyCollection<string> descriptors, int seed, int triples) =>
        Check(() => PlanBuilder.Shares(this, catalog, PlanBuilder.Options(catalog, keys, descriptors, seed, triples)));

    /// <summary>A plan whose clients all begin at once: a ramp would be measured with every run.</summary>
    private protected RunPlan AtOnce(IReadOnlyList<ScenarioShare> shares, int seed) =>
        PlanBuilder.Basis(this, seed, shares) with { SpawnRate = 1_000_000, Duration = Duration };
}
