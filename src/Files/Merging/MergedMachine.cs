namespace EdFi.BatchPerf.Files.Merging;

/// <summary>A machine whose run is merged.</summary>
/// <param name="Part">The machine's part as it was given.</param>
/// <param name="Run">Its run.</param>
/// <param name="Span">Start and measured window of the run.</param>
internal sealed record MergedMachine(MachinePart Part, BatchRun Run, MachineSpan Span)
{
    /// <summary>Start of the run on the common axis, in seconds.</summary>
    public double Start { get; init; }
}
