using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Shows a load on the console: figures on standard output, all else on standard error.</summary>
/// <param name="host">The console.</param>
/// <param name="log">The log.</param>
/// <param name="debug">True to print every operation's outcome.</param>
internal sealed class ConsoleLoadHost(ConsoleHost host, Log log, bool debug) : ConsoleJobHost(host, log), ILoadHost
{
    public bool ReadsResults => debug;

    public IRunObserver? ProgressOf(RunPlan plan) => new ConsoleProgress(this, plan);

    /// <summary>Returns null: the options say what the program may do, and no operator may be there to answer.</summary>
    public Task<bool?> AskAsync(string title, string question) => Task.FromResult<bool?>(null);

    public void ShowDashboard(Uri address) =>
        Screen.Error.WriteLine($"{DashboardText.Of(address)} ({DashboardText.Danger})");

    public async Task FollowAsync(LiveLoad live)
    {
        while (live.Load.Results is { } results && await results.WaitToReadAsync())
        {
            while (results.TryRead(out var result))
            {
                Show(() =>
                {
                    foreach (var line in OutcomeLines.Of(result))
                    {
                        Screen.Out.WriteLine(line);
                    }
                });
            }
        }

        await live.Load.Completion;
        Progress(new JobProgress(RunProgress.Activity) { Done = true });
    }

    public Task ShowFiguresAsync(LoadEnd end)
    {
        AnswerSummary.Write(Screen.Out, Screen.OutWidth(), end);
        foreach (var note in end.Run.ServerNotes)
        {
            Warn(note);
        }

        return Task.CompletedTask;
    }

    /// <summary>Limits that are kept do not make a run with failures a good one, unless one of them is a limit of failures.</summary>
    private static string WhyNotZero(LoadEnd end)
    {
        var (run, totals) = (end.Run, end.Run.Totals);
        return totals.Succeeded == 0 && totals.Failed == 0
            ? $"Exit code {(int)ExitCode.Failures}: no {(run.TestType == TestType.Volume ? "request" : "batch")} succeeded."
            : $"Exit code {(int)ExitCode.Failures}: {totals.Failed:#,0} of {run.TestType.Counted(totals.Batches)} failed."
                + (totals.Succeeded == 0
                    ? ""
                    : " A limit of failures decides in its place: --threshold 'failureRate < 1%' tolerates fewer than 1 %.");
    }

    public Task ShowEndAsync(LoadEnd end)
    {
        var code = ExitCodes.Of(end);
        foreach (var line in PipelineAnnotations.Of(Screen.Environment, end.Tested, end.Judgement, code != ExitCode.Success))
        {
            Screen.Out.WriteLine(line);
        }

        if (end.Files.Count > 0)
        {
            Log.Info("Files:");
        }

        foreach (var path in end.Files)
        {
            Log.Info("  " + path);
        }

        foreach (var problem in end.Failed.Append(end.Problem).Append(end.ThresholdProblem).OfType<BatchPerfException>())
        {
            Log.Error(problem);
        }

        if (code == ExitCode.Failures)
        {
            Log.Warning(WhyNotZero(end));
        }

        return Task.CompletedTask;
    }
}
