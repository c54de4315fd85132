using System.Management.Automation;
using System.Management.Automation.Host;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Draws progress, no longer than PowerShell's bar, which would cut it off at the right; where the session's output is redirected, and
/// PowerShell shows none, there is a plain line on standard error every ten seconds. To be called on the pipeline's thread.
/// </summary>
internal sealed class ProgressDisplay(BatchCmdlet cmdlet)
{
    /// <summary>Columns that PowerShell's bar uses at most (<c>$PSStyle.Progress.MaxWidth</c>).</summary>
    private const int Widest = 120;

    /// <summary>Columns of the bar beside activity, status and remaining time: brackets and blanks.</summary>
    private const int Frame = 6;

    private readonly PlainProgress _plain = new(Console.Error, TimeProvider.System);
    private readonly int _activity = Random.Shared.Next(1000, int.MaxValue);

    /// <summary>Shows progress, or takes the bar away when the job is done, also when the pipeline is closed downstream.</summary>
    public void Show(JobProgress progress)
    {
        var record = new ProgressRecord(_activity, progress.Activity, Status(progress));
        if (progress.Done)
        {
            Close(record);
            return;
        }

        if (IsRedirected())
        {
            _plain.Show(progress);
        }

        record.PercentComplete = progress.Percent ?? record.PercentComplete;
        record.SecondsRemaining = Seconds(progress) ?? record.SecondsRemaining;
        cmdlet.WriteProgress(record);
    }

    private void Close(ProgressRecord record)
    {
        record.RecordType = ProgressRecordType.Completed;
        try
        {
            cmdlet.WriteProgress(record);
        }
        catch (PipelineStoppedException)
        {
            // after Ctrl+C PowerShell takes it away itself
        }
    }

    /// <summary>True for pwsh itself without a terminal; a host of another program has a display of its own.</summary>
    private bool IsRedirected() => cmdlet.Host.Name == "ConsoleHost" && Console.IsOutputRedirected && Preference() is not
        (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private ActionPreference Preference() =>
        (cmdlet.MyInvocation.BoundParameters.GetValueOrDefault("ProgressAction") ?? cmdlet.GetVariableValue("ProgressPreference")) switch
        {
            ActionPreference preference => preference,
            var text => Enum.TryParse<ActionPreference>($"{text}", ignoreCase: true, out var read) ? read : ActionPreference.Continue,
        };

    private string Status(JobProgress progress)
    {
        var remaining = Seconds(progress) is { } seconds ? $"{seconds}s".Length : 0;
        var status = FittedLine.Of(progress.Status, Math.Min(WindowWidth(), Widest) - progress.Activity.Length - Frame - remaining);
        return status.Length > 0 ? status : progress.Activity;
    }

    private static int? Seconds(JobProgress progress) => progress.Remaining is { } rest ? (int)Math.Max(0, rest.TotalSeconds) : null;

    /// <summary>Columns of the window as it is now; hosts without one throw whatever they like.</summary>
    private int WindowWidth()
    {
        try
        {
            return cmdlet.Host.UI?.RawUI?.BufferSize.Width is > 0 and var width ? width : Widest;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or PSNotImplementedException
            or InvalidOperationException or IOException)
        {
            return Widest;
        }
    }
}
