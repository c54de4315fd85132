namespace EdFi.BatchPerf.Files.Merging;

/// <summary>One machine's part in a run that is to be merged.</summary>
internal sealed record MachinePart
{
    /// <summary>The machine's name, as the operator knows it.</summary>
    public required string Name { get; init; }

    /// <summary>State of the machine.</summary>
    public MachineState State { get; init; }

    /// <summary>Its run, ended; null where none came back.</summary>
    public BatchRun? Run { get; init; }

    /// <summary>Its run's results file on this machine; null where there is none.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Its share of the plan where <see cref="Run"/> does not say it; null for none.</summary>
    public string? Segment { get; init; }

    /// <summary>
    /// Offset of the machine's wall clock from the controller's, in milliseconds, positive where it is ahead; null where it was not
    /// measured.
    /// </summary>
    public double? ClockOffsetMs { get; init; }

    /// <summary>By how much <see cref="ClockOffsetMs"/> may be wrong, in milliseconds.</summary>
    public double? ClockErrorMs { get; init; }

    /// <summary>
    /// Delay of the machine's first batch after its due time behind the common start, in milliseconds, where <see cref="Run"/> does not say
    /// it; null where it is not known.
    /// </summary>
    public double? StartDeviationMs { get; init; }

    /// <summary>The last known counts of a machine without a run: at least so many; null for none.</summary>
    public RunTotals? LastTotals { get; init; }

    /// <summary>Why it failed or was lost, in words; null for nothing.</summary>
    public string? Fault { get; init; }

    /// <summary>Makes a machine's part from its run alone: the state follows from why the run ended.</summary>
    /// <param name="name">The machine's name.</param>
    /// <param name="run">Its run, ended.</param>
    /// <param name="resultPath">Its results file; null for none.</param>
    public static MachinePart Of(string name, BatchRun run, string? resultPath = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var done = run.StopReason is StopReason.Duration or StopReason.BatchCount or StopReason.StopRequested or StopReason.Canceled;
        return new MachinePart
        {
            Name = name,
            Run = run,
            ResultPath = resultPath,
            State = done ? MachineState.Done : MachineState.Failed,
            Fault = done ? null : run.Fault ?? $"its run ended with {run.StopReason}",
        };
    }

    /// <summary>The share of the plan that it carried out, or was to.</summary>
    internal string? Share => Run?.Plan.Segment ?? Segment;

    /// <summary>True where its figures are measured ones: it carried out its share, and its window is not empty.</summary>
    internal bool HasWindow => Run is { MeasuredFrom: { } from, MeasuredTo: { } to, Metrics.Count: > 0 } && to > from;

    /// <summary>As the merged run lists it.</summary>
    internal BatchMachine Listed() => new()
    {
        Name = Name,
        State = State,
        RunId = Run?.RunId,
        Segment = Share,
        ClockOffsetMs = ClockOffsetMs,
        ClockErrorMs = ClockErrorMs,
        StartDeviationMs = StartDeviationMs ?? Run?.StartDeviationMs,
        Verdict = Run?.Verdict,
        Totals = Run?.Totals ?? LastTotals,
        P95Ms = Run?.Metrics.FirstOrDefault(static row => row.Name == BatchMetrics.AggregatedName)?.P95Ms,
        Fault = Fault ?? Run?.Fault,
    };
}
