namespace EdFi.BatchPerf;

/// <summary>Verdict of a comparison: the proven relation of the candidate to the baseline.</summary>
public enum ComparisonVerdict
{
    /// <summary>Neither a difference nor its absence.</summary>
    Unproven,

    /// <summary>The 90 % interval lies wholly inside the minimum effect.</summary>
    Same,

    /// <summary>Throughput is higher or a time is shorter: the 95 % interval lies wholly beyond the minimum effect.</summary>
    Faster,

    /// <summary>Throughput is lower or a time is longer: the 95 % interval lies wholly beyond the minimum effect.</summary>
    Slower,

    /// <summary>A smaller share of batches fails: the 95 % interval lies wholly beyond the minimum effect.</summary>
    Better,

    /// <summary>A greater share of batches fails: the 95 % interval lies wholly beyond the minimum effect.</summary>
    Worse,
}
