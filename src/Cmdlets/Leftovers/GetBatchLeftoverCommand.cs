using System.Management.Automation;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Get-BatchLeftover: what a run left on the server, told by its journal; -Remove deletes it.</summary>
[Cmdlet(VerbsCommon.Get, "BatchLeftover", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BatchLeftover))]
public sealed class GetBatchLeftoverCommand : ConnectedCmdlet
{
    /// <summary>The run's journal: results.journal beside its results, or what -JournalPath named.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public string Journal { get; set; } = "";

    /// <summary>Deletes what is found.</summary>
    [Parameter]
    public SwitchParameter Remove { get; set; }

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Requests in flight at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireOpen();
        using var claim = Remove ? Check(() => RunJournal.ClaimForRemoval(FilePath(Journal))) : null;
        var journal = Check(() => JournalContent.Read(FilePath(Journal)));
        JournalWarning.Of(this, journal, Connection);
        Await(token => journal.VerifyAsync(Api, token));
        var search = Check(() => new LeftoverSearch(Api.GetResources(), journal, ThrottleLimit));
        var found = Await(token => search.FindAsync(new LeftoverProgress(this, journal), token));
        WriteVerbose($"Run {journal.Header.RunId}: {found.Count} documents are left.");
        if (Remove && found.Count > 0 && MayRemove(found.Count))
        {
            found = Await(token => search.RemoveAsync(found, token));
            foreach (var kept in found.Where(static l => l.State is LeftoverState.Kept or LeftoverState.Unknown))
            {
                WriteWarning($"{kept.Resource} {kept.NaturalKey} was not deleted: {kept.Detail}.");
            }
        }

        WriteObject(found, enumerateCollection: true);
    }

    private bool MayRemove(int count) =>
        (Force && !WhatIf) || ShouldProcess(Connection.BaseUrl.ToString(), $"Delete {count} documents that the run left");

    /// <summary>-Force answers the question, but never overrules -WhatIf or $WhatIfPreference.</summary>
    private bool WhatIf => MyInvocation.BoundParameters.TryGetValue(nameof(WhatIf), out var given)
        ? (SwitchParameter)given
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private sealed class LeftoverProgress(GetBatchLeftoverCommand cmdlet, JournalContent journal) : IProgress<long>
    {
        private const int Every = 500;

        public void Report(long value)
        {
            if (value % Every == 0)
            {
                cmdlet.Post(() => cmdlet.WriteProgress(new ProgressRecord(1, "Leftovers", $"{value} turns of run {journal.Header.RunId} looked at")));
            }
        }
    }
}
