namespace EdFi.BatchPerf.Files.Merging;

/// <summary>A machine whose run is merged.</summary>
/// <param name="Part">What is known of it.</param>
/// <param name="Run">Its run.</param>
/// <param name="Span">When that began and measured.</param>
internal sealed record MergedMachine(MachinePart Part, BatchRun Run, MachineSpan Span)
{
    /// <summary>Where its run begins on the common axis, in seconds.</summary>
    public double Start { get; init; }
}
