namespace EdFi.BatchPerf;

/// <summary>Direction in which a metric improves.</summary>
public enum MetricBetter
{
    /// <summary>It depends on the purpose of the run.</summary>
    Neither,

    /// <summary>Less is better: times and failures.</summary>
    Smaller,

    /// <summary>More is better: throughput.</summary>
    Larger,
}
