namespace EdFi.BatchPerf;

/// <summary>One machine's part in a merged run.</summary>
public sealed record BatchMachine
{
    /// <summary>The machine's name, as the operator knows it.</summary>
    public required string Name { get; init => field = PlainText.Line(value) ?? ""; }

    /// <summary>State of the machine.</summary>
    public MachineState State { get; init; }

    /// <summary>The id of its run; null where none began.</summary>
    public string? RunId { get; init; }

    /// <summary>Its share of the plan, for example <c>2/8</c>; null where its run was not part of a divided plan.</summary>
    public string? Segment { get; init; }

    /// <summary>
    /// Offset of the machine's wall clock from the controller's, in milliseconds, positive where it is ahead; null where it was not
    /// measured.
    /// </summary>
    public double? ClockOffsetMs { get; init; }

    /// <summary>By how much <see cref="ClockOffsetMs"/> may be wrong, in milliseconds: half of the fastest round trip.</summary>
    public double? ClockErrorMs { get; init; }

    /// <summary>Delay of the machine's first batch after its due time behind the common start, in milliseconds; null without one.</summary>
    public double? StartDeviationMs { get; init; }

    /// <summary>The verdict on its own run; null where there is none.</summary>
    public VerdictReport? Verdict { get; init; }

    /// <summary>Counts of the machine's batches and operations by outcome; lower bounds where <see cref="State"/> is Lost.</summary>
    public RunTotals? Totals { get; init; }

    /// <summary>
    /// Path of the machine's journal, by which Get-BatchLeftover finds the documents that it left on the server: on this machine where the
    /// file was collected, else on the machine itself; null where nothing is in doubt, or where the path is not known.
    /// </summary>
    public string? Journal { get; init => field = PlainText.Line(value); }

    /// <summary>Response time of its batches in its own measured window: 95 % took no longer, ms; null where that is not known.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Reason why the machine failed or was lost, in words; null where it was not.</summary>
    public string? Fault { get; init => field = PlainText.Lines(value); }

    /// <summary>Name, state and share.</summary>
    public override string ToString() => $"{Name}: {State}{(Segment is null ? "" : $", {Segment}")}";
}
