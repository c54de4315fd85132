using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Leftovers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Remove-BatchLeftover: deletes documents that a run left on the server, all or those that Get-BatchLeftover found.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "BatchLeftover",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByJournal)]
[OutputType(typeof(BatchLeftover))]
public sealed class RemoveBatchLeftoverCommand : ConnectedCmdlet
{
    private const string ByJournal = "Journal";
    private const string ByLeftover = "Leftover";
    private readonly List<BatchLeftover> _chosen = [];

    /// <summary>The run's journal: results.journal beside its results, or the file of -JournalPath.</summary>
    [Parameter(ParameterSetName = ByJournal, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [Alias("JournalPath")]
    public string Journal { get; set; } = "";

    /// <summary>Leftovers from Get-BatchLeftover; the journal is read again, and only documents that it vouches for are deleted.</summary>
    [Parameter(ParameterSetName = ByLeftover, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public BatchLeftover[] InputObject { get; set; } = [];

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
        if (ParameterSetName == ByJournal)
        {
            Remove(Check(() => FilePath(Journal)), only: null);
        }

        _chosen.AddRange(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var journal in _chosen.GroupBy(static l => l.Journal, StringComparer.Ordinal).ToList())
        {
            Remove(Check(() => journal.Key ?? throw WithoutJournal(journal.First())), [.. journal]);
        }
    }

    private void Remove(string journal, IReadOnlyCollection<BatchLeftover>? only)
    {
        var job = new LeftoverJob(new CmdletJobHost(this, Force));
        var found = Await(_ => job.RunAsync(journal, _ => Task.FromResult(Api), remove: true, ThrottleLimit, only));
        LeftoverOutput.Write(this, found);
    }

    private static BatchPerfException WithoutJournal(BatchLeftover leftover) => new(
        "LeftoverWithoutJournal",
        ProblemKind.InvalidInput,
        $"{leftover.Resource} {leftover.NaturalKey} names no journal by which it was found, so that nothing shows that a run created it.",
        "Pipe what Get-BatchLeftover returns, or give -Journal.");
}
