namespace EdFi.BatchPerf.Files.Locust;

/// <summary>A row of a <c>_stats.csv</c>; times in milliseconds, percentiles in the file's order.</summary>
internal sealed record LocustLine(
    string Method, string Name, long Requests, long Failures, double? MeanMs, double? MinMs, double? MaxMs, double? MeanBytes,
    double? RequestsPerSecond, double? FailuresPerSecond, IReadOnlyList<double?> Percentiles)
{
    /// <summary>True where the rates are written as this version writes them.</summary>
    public bool HasOwnRates { get; init; }
}
