using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What cmdlets that make many runs have in common: how long and how often, one question, and an end that keeps what was measured.</summary>
public abstract class StudyCmdlet : ScenarioCmdlet
{
    /// <summary>How long each run measures, after its warm-up.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A variable, without $, that holds what was found so far after every run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StudyVariable { get; set; }

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

    /// <summary>What was found first, then the problem that ended the study, if there is one.</summary>
    private protected void Conclude<T>(StudyOutcome<T> outcome, Action<T> show)
        where T : class
    {
        if (outcome.Found is { } found)
        {
            show(found);
        }

        if (outcome.Problem is { } problem)
        {
            ThrowTerminatingError(ErrorRecords.From(problem, outcome.FailedRun));
        }
    }

    /// <summary>What the runs have in common.</summary>
    private protected StudyRequest Request(int seed)
    {
        var keys = Check(() => Keys(Fixture));
        var catalog = Check(() => Catalogs.Load(ScenarioPath, FilePath, StopToken));
        var names = ScenarioWeights.Read(Scenario).Select(static w => w.Name).ToArray();
        return new StudyRequest
        {
            Catalog = catalog,
            Names = names.Length == 0 ? null : names,
            Fixtures = new FixtureStep(keys, Fixture, CreateMissing),
            Plan = (verified, descriptors, triples) =>
                AtOnce(PlanBuilder.Shares(this, verified, PlanBuilder.Options(verified, keys, descriptors, seed, triples)), seed),
        };
    }

    /// <summary>A plan whose clients all begin at once: a ramp would be measured with every run.</summary>
    private protected virtual RunPlan AtOnce(IReadOnlyList<ScenarioShare> shares, int seed) =>
        PlanBuilder.Basis(this, seed, shares) with { SpawnRate = 1_000_000, Duration = Duration };
}
