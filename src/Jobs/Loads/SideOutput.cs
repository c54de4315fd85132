using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>An output beside a run's results, whose failure is kept by name and neither ends the run nor costs another output.</summary>
/// <param name="output">The output.</param>
/// <param name="name">Its name, as the subject of a sentence.</param>
/// <param name="failed">Receives its failures; called on the observers' thread.</param>
internal sealed class SideOutput(IRunObserver output, string name, Action<BatchPerfException> failed) : IRunObserver
{
    private string? _told;

    public void OnSecond(BatchRun run, DateTimeOffset at)
    {
        if (_told is null)
        {
            Try(() => output.OnSecond(run, at));
        }
    }

    public void OnWait(BatchRun run)
    {
        if (_told is null)
        {
            Try(() => output.OnWait(run));
        }
    }

    public void OnEnd(BatchRun run) => Try(() => output.OnEnd(run));

    private void Try(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception exception)
        {
            var problem = Problem(name, exception);
            if (problem.Message != _told)
            {
                _told = problem.Message;
                failed(problem);
            }
        }
    }

    /// <summary>Returns the error of an output that failed: its own <see cref="BatchPerfException"/>, else ReportNotWritable.</summary>
    public static BatchPerfException Problem(string name, Exception cause) => cause as BatchPerfException ?? new BatchPerfException(
        "ReportNotWritable",
        ProblemKind.File,
        $"{name} could not be completed: {cause.Message}",
        "Make room on the disk or give another path; the run's other outputs are complete.",
        cause);
}
