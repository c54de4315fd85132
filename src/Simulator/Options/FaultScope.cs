namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>The requests that fault rates hold for.</summary>
public enum FaultScope
{
    /// <summary>Batches.</summary>
    Batch,

    /// <summary>Batches and single-resource requests.</summary>
    All,
}
