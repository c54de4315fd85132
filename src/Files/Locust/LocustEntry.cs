using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// Counts and times in one row of the Locust files: a request name and method, or all of them. Batches cut off at the end of a run are no
/// requests, though their times, as lower bounds, are among the response times, which are those of successes.
/// </summary>
internal sealed class LocustEntry
{
    public required string Method { get; init; }

    public required string Name { get; init; }

    public long Requests { get; private set; }

    public long Failures { get; private set; }

    public long ResponseBytes { get; private set; }

    public LatencyHistogram Times { get; private set; } = new();

    /// <summary>Shortest time of a success, in µs; null without one, or where it is not told from those that were cut off.</summary>
    public double? Shortest { get; private set; }

    /// <summary>True where nothing succeeded, so that there are no times to show.</summary>
    public bool NothingSucceeded => Requests == Failures || Times.TotalCount == 0;

    public double MeanContentSize => Requests == 0 ? 0 : (double)ResponseBytes / Requests;

    public static LocustEntry Of(NameSnapshot snapshot) => new()
    {
        Method = snapshot.Request.Method,
        Name = snapshot.Name,
        Requests = snapshot.Requests - snapshot.Censored,
        Failures = snapshot.Failures,
        ResponseBytes = snapshot.ResponseBytes,
        Times = snapshot.ResponseTimes,
        Shortest = snapshot.Shortest,
    };

    /// <summary>A row of stored metrics: the measured window, which is all that a run's file knows by request name.</summary>
    public static LocustEntry Of(BatchMetrics row) => new()
    {
        Method = row.Method ?? "POST",
        Name = row.Name,
        Requests = row.Requests - row.Censored,
        Failures = row.Failures,
        ResponseBytes = row.ResponseBytes,
        Times = row.ResponseTimeHistogram is { } times ? LatencyHistogram.FromBase64(times) : new LatencyHistogram(),
        Shortest = row.MinMs * LatencyFigures.MicrosPerMs,
    };

    public static LocustEntry Of(SetUp.SetUpRequests requests) => new()
    {
        Method = requests.Method,
        Name = requests.Name,
        Requests = requests.Count,
        Failures = requests.Failures,
        ResponseBytes = requests.ResponseBytes,
        Times = requests.Times,
        Shortest = requests.Times.TotalCount > 0 ? requests.Times.Min : null,
    };

    public static LocustEntry Sum(IReadOnlyCollection<LocustEntry> entries)
    {
        var sum = new LocustEntry { Method = "", Name = LocustFormat.Aggregated };
        foreach (var entry in entries)
        {
            sum.Requests += entry.Requests;
            sum.Failures += entry.Failures;
            sum.ResponseBytes += entry.ResponseBytes;
            sum.Times.Add(entry.Times);
        }

        var succeeded = entries.Where(static e => !e.NothingSucceeded).Select(static e => e.Shortest).ToList();
        sum.Shortest = succeeded.Contains(null) ? null : succeeded.Min();
        return sum;
    }
}
