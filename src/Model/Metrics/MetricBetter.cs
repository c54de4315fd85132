namespace EdFi.BatchPerf;

/// <summary>Which way an operator wants a metric to go.</summary>
public enum MetricBetter
{
    /// <summary>It depends on what was asked for.</summary>
    Neither,

    /// <summary>Less is better: times and failures.</summary>
    Smaller,

    /// <summary>More is better: throughput.</summary>
    Larger,
}
