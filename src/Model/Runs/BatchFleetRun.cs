namespace EdFi.BatchPerf;

/// <summary>Result of a load from a fleet of machines: every machine, and the run that their runs were merged into.</summary>
public sealed record BatchFleetRun
{
    /// <summary>Every machine, in the order in which they were given.</summary>
    public required IReadOnlyList<BatchMachine> Machines { get; init => field = PlainList.Of(value); }

    /// <summary>
    /// True where every machine ended Done, their runs were merged, and nothing that they met ended the load: too many failures, a document
    /// of others that was changed, batches that are too large.
    /// </summary>
    public bool IsComplete => Run is { StopReason: not (StopReason.FailureRate or StopReason.ExistingDocument or StopReason.BatchTooLarge) }
        && Verdict.Verdict != RunVerdict.Incomplete
        && Machines.All(static machine => machine.State == MachineState.Done);

    /// <summary>The merged run, which commands take as they take a run of one machine; null where no machine's run came back.</summary>
    public BatchRun? Run { get; init; }

    /// <summary>The merged run's id; null where there is none.</summary>
    public string? RunId => Run?.RunId;

    /// <summary>The common start, by the controller's clock; null where there was none.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>
    /// <see cref="RunVerdict.Incomplete"/> where a machine failed or was lost, else the merged run's; its reasons name the machines.
    /// </summary>
    public required VerdictReport Verdict { get; init; }

    /// <summary>Counts of all batches and operations of all machines by outcome; lower bounds where a machine was lost.</summary>
    public required RunTotals Totals { get; init; }

    /// <summary>
    /// Number of failures in a sentence, with the most frequent status and kind of a merged run; null where nothing failed.
    /// </summary>
    public string? FailureSummary => Run?.FailureSummary ?? FailureWords.Of(TestType.BatchVolume, Totals, []);

    /// <summary>Full paths of the files that were collected or written; empty for none.</summary>
    public IReadOnlyList<string> Files { get; init => field = PlainList.Of(value); } = [];

    /// <summary>The machines by their states, and the verdict.</summary>
    public override string ToString() => string.Join(
        ", ",
        Machines.GroupBy(static machine => machine.State).OrderBy(static of => of.Key).Select(static of => $"{of.Count()} {of.Key}"))
        + $": {Verdict.Verdict}";
}
