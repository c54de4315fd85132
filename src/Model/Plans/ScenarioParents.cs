namespace EdFi.BatchPerf;

/// <summary>Where a made scenario has the parents from that make its documents the run's own.</summary>
public enum ScenarioParents
{
    /// <summary>Each record creates parents of its own and deletes them, in its batch.</summary>
    Fresh,

    /// <summary>Each client creates them once before the load; all its batches reuse them.</summary>
    Pooled,
}
