namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>The time from receiving a batch to having written its answer, in milliseconds.</summary>
/// <param name="Count">Number of answers that were timed.</param>
/// <param name="P50">The median, by nearest rank.</param>
/// <param name="P99">The 99th percentile, by nearest rank.</param>
/// <param name="All">Every time kept (the last million) in no order, where asked for.</param>
public sealed record HoldSummary(long Count, double P50, double P99, IReadOnlyList<float>? All);
