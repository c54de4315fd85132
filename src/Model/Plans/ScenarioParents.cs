namespace EdFi.BatchPerf;

/// <summary>Source of the parents that make a made scenario's documents the run's own.</summary>
public enum ScenarioParents
{
    /// <summary>Each record creates parents of its own and deletes them, in its batch.</summary>
    Fresh,

    /// <summary>Each client creates them once before the load; all its batches reuse them.</summary>
    Pooled,
}
