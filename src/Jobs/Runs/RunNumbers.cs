using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Jobs.Runs;

/// <summary>
/// Chooses the ids of the runs that a job makes against one server. Where only numbers mark documents as a run's own, no two runs share a
/// range of numbers: a later run would change and delete the documents that an earlier one left. Not safe for concurrent use.
/// </summary>
/// <param name="plan">The plan of all runs.</param>
/// <param name="taken">Bits of runs in whose ranges the server has documents (<see cref="LocalKey.BitsOf(RunId)"/>).</param>
internal sealed class RunNumbers(RunPlan plan, IEnumerable<int> taken)
{
    private readonly HashSet<int> _taken = [.. taken];

    /// <summary>The id of the next run.</summary>
    /// <exception cref="BatchPerfException">RunNumbersTaken: no range is left.</exception>
    public RunId Next()
    {
        var run = LocalKey.NewRun(plan.Segment, _taken);
        if (plan.Scenarios.Any(static s => s.Scenario.Numbered.Count > 0))
        {
            _taken.Add(LocalKey.BitsOf(run));
        }

        return run;
    }

    /// <summary>Makes sure that a range is left for another run.</summary>
    /// <inheritdoc cref="Next"/>
    public void Require() => _ = LocalKey.NewRun(plan.Segment, _taken);
}
