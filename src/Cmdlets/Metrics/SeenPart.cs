using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>A run, or one part of a run that was resumed, as the first result of it says.</summary>
/// <param name="first">That result.</param>
internal sealed class SeenPart(BatchResult first)
{
    private readonly RunPart _part = RunPart.Of(first);

    public string RunId => first.RunId;

    /// <summary>The run of this process; null for results that were stored or come from another.</summary>
    public BatchRun? Run => first.GetRun();

    /// <summary>What the result says of its run; null while that lasts, and where it says nothing.</summary>
    public RunFacts? Facts => first.Facts;

    /// <summary>True for a result of the same part.</summary>
    public bool Holds(BatchResult result) => _part.Holds(result);
}
