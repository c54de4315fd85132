namespace EdFi.BatchPerf;

/// <summary>Direction in which a metric improves.</summary>
public enum MetricBetter
{
    /// <summary>Whether more or less is better depends on the purpose of the run.</summary>
    Neither,

    /// <summary>Less is better: times and failures.</summary>
    Smaller,

    /// <summary>More is better: throughput.</summary>
    Larger,
}
