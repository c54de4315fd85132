using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The outputs of one run: each is made by itself, the primary ones first, and a failure of one costs no other.</summary>
/// <param name="host">Where the job runs.</param>
/// <param name="files">The run's files.</param>
internal sealed class RunOutputs(ILoadHost host, RunFiles files)
{
    private readonly List<BatchPerfException> _failed = [];
    private readonly object _gate = new();

    /// <summary>An observer whose failures are kept here.</summary>
    public IRunObserver Beside(IRunObserver output, string name) => new SideOutput(output, name, Keep);

    /// <summary>Stores and shows what a run came to, then makes every other output.</summary>
    /// <param name="run">The run, ended.</param>
    /// <param name="plan">What was planned.</param>
    /// <param name="thresholds">What its figures are held against.</param>
    public async Task<LoadEnd> CompleteAsync(BatchRun run, RunPlan plan, IReadOnlyList<BatchThreshold> thresholds)
    {
        var problem = RunEnd.Problem(run, plan);
        if (problem is null && RunEnd.FileProblem(run) is { } broken)
        {
            Keep(broken);
        }

        var document = run.ToDocument();
        if (files.RunPath is { } path)
        {
            Try("The run's file", () => RunJson.Write(path, document));
        }

        await TryAsync("The figures", () => host.ShowFiguresAsync(run));
        var (tested, thresholdProblem) = Test(run, thresholds);
        if (files.ReportPath is { } report)
        {
            Try("The report", () => HtmlPage.Write(report, document, tested));
        }

        var end = new LoadEnd(run)
        {
            Problem = problem,
            Tested = tested,
            ThresholdProblem = thresholdProblem,
            Failed = [.. _failed],
            Files = files.Present,
        };
        await TryAsync("The end of the run", () => host.ShowEndAsync(end));
        return end with { Failed = [.. _failed] };
    }

    /// <summary>A threshold that turns out to fit nothing must not cost the run its files.</summary>
    private (IReadOnlyList<BatchThresholdResult> Tested, BatchPerfException? Problem) Test(
        BatchRun run,
        IReadOnlyList<BatchThreshold> thresholds)
    {
        try
        {
            var subject = files.Results is { } results && run.StopReason != StopReason.ResultFileFailed
                ? MetricsFile.Subject(run, results.Path)
                : ThresholdSubject.Of(run);
            return ([.. thresholds.SelectMany(t => t.Test(subject))], null);
        }
        catch (BatchPerfException exception)
        {
            return ([], exception);
        }
        catch (Exception exception)
        {
            return ([], SideOutput.Problem("The thresholds", exception));
        }
    }

    private void Try(string name, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception)
        {
            Keep(SideOutput.Problem(name, exception));
        }
    }

    /// <summary>Standard output may lie on a full disk.</summary>
    private async Task TryAsync(string name, Func<Task> show)
    {
        try
        {
            await show();
        }
        catch (Exception exception)
        {
            Keep(SideOutput.Problem(name, exception));
        }
    }

    private void Keep(BatchPerfException problem)
    {
        lock (_gate)
        {
            _failed.Add(problem);
        }
    }
}
