using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Carries what a job says and asks to the pipeline thread of the cmdlet that runs it.</summary>
/// <param name="cmdlet">The cmdlet; it pumps while the job runs.</param>
/// <param name="force">True where -Force answers the question.</param>
internal class CmdletJobHost(BatchCmdlet cmdlet, bool force = false) : IJobHost
{
    /// <summary>The cmdlet.</summary>
    protected BatchCmdlet Cmdlet => cmdlet;

    /// <summary>Draws progress; on the pipeline's thread.</summary>
    protected ProgressDisplay Display { get; } = new(cmdlet);

    public CancellationToken Stop => cmdlet.StopToken;

    public Task<bool> ConfirmAsync(string target, string action) =>
        cmdlet.OnPipelineAsync(() => (force && !cmdlet.WhatIfGiven) || cmdlet.ShouldProcess(target, action));

    public void Warn(string text) => cmdlet.Post(() => cmdlet.WriteWarning(text));

    /// <summary>After Ctrl+C a cmdlet may not write any more: then the host's user interface is written to directly.</summary>
    public void WarnOfRemains(string text) => cmdlet.Post(() =>
    {
        try
        {
            cmdlet.WriteWarning(text);
        }
        catch (PipelineStoppedException)
        {
            cmdlet.Host.UI.WriteWarningLine(PlainText.Lines(text));
        }
    });

    public void Say(string text) => cmdlet.Post(() => cmdlet.WriteInformation(text, ["BatchPerf"]));

    public void Note(string text) => cmdlet.Post(() => cmdlet.WriteVerbose(text));

    public void Detail(string text) => cmdlet.Post(() => cmdlet.WriteDebug(text));

    /// <summary>Tells where a dashboard is, as something to read, not as output; scripts take the address from the first message.</summary>
    public void ShowDashboard(Uri address) => cmdlet.Post(() =>
    {
        cmdlet.WriteInformation(new HostInformationMessage { Message = DashboardText.Of(address) }, ["PSHOST", "BatchPerfDashboard"]);
        cmdlet.WriteInformation(new HostInformationMessage { Message = $"({DashboardText.Danger})" }, ["PSHOST"]);
    });

    public void Progress(JobProgress progress) => cmdlet.Post(() => Display.Show(progress));
}
