namespace EdFi.BatchPerf.Histograms;

/// <summary>One recorded bucket of a histogram: how many values lay in a range of microseconds.</summary>
/// <param name="LowestMicros">The smallest value counted here, in µs.</param>
/// <param name="HighestMicros">The largest value counted here, in µs; less than 0.1 % above the smallest.</param>
/// <param name="Count">Number of values, 1 or more.</param>
public readonly record struct HistogramBucket(long LowestMicros, long HighestMicros, long Count);
