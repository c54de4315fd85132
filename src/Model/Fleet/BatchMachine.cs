namespace EdFi.BatchPerf;

/// <summary>One machine's part in a merged run.</summary>
public sealed record BatchMachine
{
    /// <summary>The machine's name, as the operator knows it.</summary>
    public required string Name { get; init => field = PlainText.Line(value) ?? ""; }

    /// <summary>What became of it.</summary>
    public MachineState State { get; init; }

    /// <summary>The id of its run; null where none began.</summary>
    public string? RunId { get; init; }

    /// <summary>Its share of the plan, for example <c>2/8</c>; null where its run was not part of a divided plan.</summary>
    public string? Segment { get; init; }

    /// <summary>
    /// How far its wall clock was ahead of the controller's, in milliseconds; null where that was not measured.
    /// </summary>
    public double? ClockOffsetMs { get; init; }

    /// <summary>By how much <see cref="ClockOffsetMs"/> may be wrong, in milliseconds: half of the fastest round trip.</summary>
    public double? ClockErrorMs { get; init; }

    /// <summary>How much later than it was due after the common start its first batch went out, in milliseconds; null for none.</summary>
    public double? StartDeviationMs { get; init; }

    /// <summary>The verdict on its own run; null where there is none.</summary>
    public VerdictReport? Verdict { get; init; }

    /// <summary>What became of its batches and operations; at least so many where <see cref="State"/> is Lost.</summary>
    public RunTotals? Totals { get; init; }

    /// <summary>
    /// Where its journal lies, by which Get-BatchLeftover finds what it left on the server: on this machine where it was collected, else on
    /// the machine itself; null where nothing is in doubt, or nobody knows.
    /// </summary>
    public string? Journal { get; init => field = PlainText.Line(value); }

    /// <summary>Response time of its batches in its own measured window: 95 % took no longer, ms; null where that is not known.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Why it failed or was lost, in words; null for nothing.</summary>
    public string? Fault { get; init => field = PlainText.Lines(value); }

    /// <summary>The machine, what became of it, and its share.</summary>
    public override string ToString() => $"{Name}: {State}{(Segment is null ? "" : $", {Segment}")}";
}
