namespace EdFi.BatchPerf;

/// <summary>Distribution of open-loop arrivals over time.</summary>
public enum ArrivalDistribution
{
    /// <summary>Evenly: one every 1/rate seconds.</summary>
    Constant,

    /// <summary>Independently, as a Poisson process: exponential gaps with mean 1/rate.</summary>
    Poisson,
}
