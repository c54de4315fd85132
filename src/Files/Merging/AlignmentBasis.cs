namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Basis on which the machines' runs are laid over one another.</summary>
internal enum AlignmentBasis
{
    /// <summary>By monotonic time since the start that all of them were told: no clock matters.</summary>
    CommonStart,

    /// <summary>By their wall clocks, corrected by measured offsets.</summary>
    MeasuredClocks,

    /// <summary>By their wall clocks as they were.</summary>
    PlainClocks,
}
