using System.Management.Automation;
using System.Management.Automation.Host;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Shows a load in PowerShell: results or runs on the pipeline, all else on the other streams.</summary>
/// <param name="cmdlet">The cmdlet; it pumps while the job runs.</param>
internal sealed class CmdletLoadHost(BatchCmdlet cmdlet) : CmdletJobHost(cmdlet), ILoadHost
{
    private readonly List<BatchRun> _runs = [];

    /// <summary>True to put out runs instead of results.</summary>
    public bool SummaryOnly { get; init; }

    /// <summary>True to show every operation.</summary>
    public bool DebugRun { get; init; }

    /// <summary>The variable for the run, or for all of several; null for none.</summary>
    public string? RunVariable { get; init; }

    public bool ReadsResults => !SummaryOnly || DebugRun;

    /// <summary>Drawn by <see cref="FollowAsync"/> instead, more often.</summary>
    public IRunObserver? ProgressOf(RunPlan plan) => null;

    public Task<bool?> AskAsync(string title, string question) => Cmdlet.OnPipelineAsync<bool?>(() =>
    {
        try
        {
            return Cmdlet.ShouldContinue(question, title);
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or HostException or NotImplementedException)
        {
            return null; // the session cannot prompt
        }
    });

    public Task FollowAsync(LiveLoad live) => Cmdlet.DoAsync(() =>
    {
        _runs.Add(live.Load.Run);
        if (RunVariable is not null)
        {
            Cmdlet.SessionState.PSVariable.Set(RunVariable.TrimStart('$'), live.Number.Alone ? live.Load.Run : _runs.ToArray());
        }

        Pump(live);
    });

    public Task ShowFiguresAsync(LoadEnd end) => Cmdlet.DoAsync(() =>
    {
        foreach (var warning in RunEnd.Warnings(end.Run))
        {
            Cmdlet.WriteWarning(warning);
        }

        if (SummaryOnly)
        {
            Cmdlet.WriteObject(end.Run);
        }
    });

    /// <summary>The problem of the run itself ends the command when the job is done.</summary>
    public Task ShowEndAsync(LoadEnd end) => Cmdlet.DoAsync(() =>
    {
        Cmdlet.WriteVerbose($"{end.Judgement}");
        foreach (var result in end.Tested)
        {
            Cmdlet.WriteVerbose(result.Message);
        }

        ThresholdAnnotations.Write(Cmdlet, end.Tested, end.Judgement, end.IsError); // failures alone are none
        foreach (var problem in end.Failed)
        {
            Cmdlet.WriteError(ErrorRecords.From(problem, end.Run));
        }
    });

    /// <summary>Passes results on and shows progress, on the pipeline's thread.</summary>
    private void Pump(LiveLoad live)
    {
        var progress = new LoadDisplay(live.Plan, Display);
        var story = new RunStory(Cmdlet, live.Connection);
        void Step()
        {
            story.Step(live.Load.Run);
            progress.Draw(live.Load.Run);
        }

        try
        {
            while (live.Load.Results is { IsCompleted: false } results)
            {
                while (results.TryRead(out var result))
                {
                    Show(result, story);
                    Step();
                }

                Cmdlet.WaitFor(results.WaitToReadAsync().AsTask(), Step);
            }

            Cmdlet.WaitFor(live.Load.Completion, Step);
            Step(); // what came since it looked last
        }
        finally
        {
            progress.Close();
        }
    }

    private void Show(BatchResult result, RunStory story)
    {
        story.Failed(result);
        if (DebugRun)
        {
            story.ShowOperations(result);
        }

        if (!SummaryOnly)
        {
            Cmdlet.WriteObject(result);
        }
    }
}
