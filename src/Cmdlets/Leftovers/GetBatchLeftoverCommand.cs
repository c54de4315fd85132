using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Leftovers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Get-BatchLeftover: finds documents that a run left on the server, by its journal; -Remove deletes them.</summary>
[Cmdlet(VerbsCommon.Get, "BatchLeftover", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BatchLeftover))]
public sealed class GetBatchLeftoverCommand : ConnectedCmdlet
{
    /// <summary>The run's journal: results.journal beside its results, or the file of -JournalPath.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [Alias("JournalPath")]
    public string Journal { get; set; } = "";

    /// <summary>Deletes the documents that are found.</summary>
    [Parameter]
    public SwitchParameter Remove { get; set; }

    /// <summary>Skips confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Requests in flight at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    [WholeNumberTransformation]
    public int ThrottleLimit { get; set; } = LeftoverJob.UsualThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireOpen();
        var job = new LeftoverJob(new CmdletJobHost(this, Force));
        var path = Check(() => FilePath(Journal));
        var found = Await(_ => job.RunAsync(path, _ => Task.FromResult(Api), Remove, ThrottleLimit));
        if (found.Documents.Count == 0)
        {
            WriteInformation(new HostInformationMessage { Message = found.Describe() }, ["PSHOST"]); // no output could mean anything
        }

        LeftoverOutput.Write(this, found);
    }
}
