using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What cmdlets that make many runs have in common: their request, and an end that keeps what was measured.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="given">Its parameters.</param>
internal sealed class StudyInput(BatchCmdlet cmdlet, IStudyParameters given)
{
    /// <summary>The seed that was given, or a random one.</summary>
    public int Seed { get; } = cmdlet.IsGiven(nameof(given.Seed)) ? given.Seed : Random.Shared.Next();

    /// <summary>What the runs have in common.</summary>
    /// <param name="change">Changes their plan; null for nothing.</param>
    /// <exception cref="BatchPerfException">Something that was given makes no sense.</exception>
    public StudyRequest Request(Func<RunPlan, RunPlan>? change = null)
    {
        var keys = FixtureKeyReader.Read(given, given.Fixture);
        return new StudyRequest
        {
            Catalog = Catalogs.Load(given.ScenarioPath, cmdlet.FilePath, cmdlet.StopToken),
            Names = ScenarioWeights.Names(given.Scenario),
            Fixtures = new FixtureStep(keys, given.Fixture, given.CreateMissing),
            Seed = Seed,
            Plan = (catalog, options) =>
            {
                var plan = PlanBuilder.Basis(given, Seed, PlanBuilder.Shares(given, catalog, options)) with { Duration = given.Duration };
                return change is null ? plan : change(plan);
            },
        };
    }

    /// <summary>Sets the variable for what was found so far.</summary>
    public void Publish(object study)
    {
        if (given.StudyVariable is { } name)
        {
            cmdlet.SessionState.PSVariable.Set(name.TrimStart('$'), study);
        }
    }

    /// <summary>What was found first, then the problem that ended the study, if there is one.</summary>
    public void Conclude<T>(StudyOutcome<T> outcome, Action<T> show)
        where T : class
    {
        if (outcome.Found is { } found)
        {
            show(found);
        }

        if (outcome.Problem is { } problem)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(problem, outcome.FailedRun));
        }
    }
}
