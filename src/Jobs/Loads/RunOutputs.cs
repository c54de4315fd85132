using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Page.Markdown;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The outputs of one run: each is made by itself, the primary ones first, and a failure of one costs no other.</summary>
/// <param name="host">Where the job runs.</param>
/// <param name="files">The run's files.</param>
internal sealed class RunOutputs(IRunHost host, RunFiles files)
{
    private readonly List<BatchPerfException> _failed = [];
    private readonly object _gate = new();

    /// <summary>An observer whose failures are kept here.</summary>
    public IRunObserver Beside(IRunObserver output, string name) => new SideOutput(output, name, Keep);

    /// <summary>Stores a run and shows its figures, then makes every other output.</summary>
    /// <param name="run">The run, ended.</param>
    /// <param name="problem">The problem that ended the run early; null where it ended as planned or was stopped.</param>
    /// <param name="thresholds">Thresholds that its figures are tested against.</param>
    /// <param name="baseline">A stored run that the report compares it with; null for none.</param>
    public async Task<LoadEnd> CompleteAsync(
        BatchRun run,
        BatchPerfException? problem,
        IReadOnlyList<BatchThreshold> thresholds,
        ComparedRun? baseline)
    {
        if (problem is null && run.Machines.Count == 0 && RunEnd.FileProblem(run) is { } broken)
        {
            Keep(broken);
        }

        var document = run.ToDocument();
        if (files.RunPath is { } path)
        {
            Try("The run's file", () => RunJson.Write(path, RunJson.ToStore(run, document)));
        }

        var (tested, thresholdProblem) = Test(run, thresholds);
        BaselineFindings? compared = null;
        if (baseline is not null)
        {
            Try("The comparison with the baseline", () => compared = BaselineFindings.Of(baseline, ComparedRun.Of(run)));
        }

        var end = new LoadEnd(run) { Problem = problem, Tested = tested, ThresholdProblem = thresholdProblem, Baseline = compared };
        await TryAsync("The figures", () => host.ShowFiguresAsync(end));
        var findings = new ReportFindings { Limits = tested, LimitProblem = thresholdProblem, Baseline = compared };
        if (files.ReportPath is { } report)
        {
            Try("The report", () => HtmlPage.Write(report, document, findings));
        }

        if (files.MarkdownPath is { } summary)
        {
            Try("The summary", () => File.AppendAllText(summary, MarkdownSummary.Of(document, findings)));
        }

        end = end with { Failed = [.. _failed], Files = files.Present };
        await TryAsync("The end of the run", () => host.ShowEndAsync(end));
        return end with { Failed = [.. _failed] };
    }

    /// <summary>A threshold that turns out to fit nothing must not cost the run its files, nor the other thresholds.</summary>
    private (IReadOnlyList<BatchThresholdResult> Tested, BatchPerfException? Problem) Test(
        BatchRun run,
        IReadOnlyList<BatchThreshold> thresholds)
    {
        var tested = new List<BatchThresholdResult>();
        BatchPerfException? problem = null;
        ThresholdSubject? subject = null;
        foreach (var threshold in thresholds)
        {
            try
            {
                subject ??= files.Results is { } results && run.StopReason != StopReason.ResultFileFailed
                    ? MetricsFile.Subject(run, results.Path)
                    : ThresholdSubject.Of(run);
                tested.AddRange(threshold.Test(subject));
            }
            catch (Exception exception)
            {
                problem ??= exception as BatchPerfException ?? SideOutput.Problem("The thresholds", exception);
            }
        }

        return (tested, problem);
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
