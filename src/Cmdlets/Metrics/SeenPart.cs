using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>A run, or one part of a run that was resumed, known by its first result.</summary>
/// <param name="first">The first result.</param>
internal sealed class SeenPart(BatchResult first)
{
    private readonly RunPart _part = RunPart.Of(first);

    public string RunId => first.RunId;

    /// <summary>The run of this process; null for results that were stored or come from another.</summary>
    public BatchRun? Run => first.GetRun();

    /// <summary>The facts of the run that the result holds; null while the run lasts, and where it holds none.</summary>
    public RunFacts? Facts => first.Facts;

    /// <summary>True for a result of the same part.</summary>
    public bool Holds(BatchResult result) => _part.Holds(result);
}
