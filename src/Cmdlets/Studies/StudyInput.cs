using EdFi.BatchPerf.Jobs.Studies;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The common part of cmdlets that make many runs: their request, and an end that keeps the measurements.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="given">Its parameters.</param>
internal sealed class StudyInput(BatchCmdlet cmdlet, IStudyParameters given)
{
    private readonly RunInput _input = new(cmdlet, given);

    /// <summary>Makes the request: the settings that the runs have in common.</summary>
    /// <exception cref="BatchPerfException">Something that was given makes no sense.</exception>
    public StudyRequest Request()
    {
        var builder = _input.Builder();
        return new StudyRequest
        {
            Catalog = _input.Catalog(),
            Names = builder.Names,
            Fixtures = _input.Fixtures,
            Seed = _input.Seed,
            Plan = builder.Plan,
        };
    }

    /// <summary>Sets the variable for the findings so far.</summary>
    public void Publish(object study)
    {
        if (given.StudyVariable is { } name)
        {
            cmdlet.SessionState.PSVariable.Set(name.TrimStart('$'), study);
        }
    }

    /// <summary>Shows the findings, then reports the problem that ended the study, if there is one.</summary>
    public void Conclude<T>(StudyOutcome<T> outcome, Action<T> show)
        where T : class
    {
        if (outcome.Found is { } found)
        {
            show(found);
        }

        if (outcome.Problem is { } problem)
        {
            var record = ErrorRecords.From(problem, outcome.FailedRun);
            if (outcome.Found is null)
            {
                cmdlet.ThrowTerminatingError(record);
            }

            cmdlet.WriteError(record); // a terminating one would take what was found from a variable
        }
    }
}
