using System.Reflection;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>What all merged rows have in common, and how one is made of several.</summary>
internal sealed class MergedFrame
{
    private const double MicrosPerMs = 1000;
    private static readonly PropertyInfo[] Counts =
    [
        .. typeof(BatchMetrics).GetProperties().Where(static p => p.PropertyType == typeof(long)),
    ];
    private readonly DateTimeOffset? _start;
    private readonly double _seconds;
    private readonly string? _runId;
    private readonly RunVerdict _verdict;

    public MergedFrame(IReadOnlyList<BatchMetrics> rows)
    {
        var ids = rows.Select(static r => r.RunId).Distinct(StringComparer.Ordinal).ToList();
        _runId = ids.Count == 1 ? ids[0] : null;
        _start = rows.Min(static r => r.WindowStart);
        _seconds = Covered(rows);
        var verdicts = rows.Select(static r => r.Verdict).Distinct().ToList();

        // The one that takes most from the numbers; where one is not known, nothing is.
        _verdict = verdicts.Contains(RunVerdict.NotKnown) ? RunVerdict.NotKnown
            : ((RunVerdict[])[RunVerdict.ClientLimited, RunVerdict.TargetMissed, RunVerdict.Unsteady, RunVerdict.TooShort, RunVerdict.Valid]).First(verdicts.Contains);
    }

    public BatchMetrics Row(IReadOnlyList<BatchMetrics> parts)
    {
        var (response, service) = (Times(parts, static r => r.ResponseTimeHistogram), Times(parts, static r => r.ServiceTimeHistogram));
        var (longest, longestService) = (parts.Max(static r => r.MaxMs), parts.Max(static r => r.ServiceMaxMs));
        var requests = parts.Sum(static r => r.Requests);
        var one = parts.Count == 1 ? parts[0] : null;
        var row = new BatchMetrics
        {
            Name = parts[0].Name,
            Method = parts[0].Method,
            TestType = parts.Select(static r => r.TestType).Distinct().Count() == 1 ? parts[0].TestType : null,
            RunId = _runId,
            Verdict = _verdict,
            WindowStart = _start,
            WindowSeconds = _seconds,
            FailureRate = requests == 0 ? 0 : (double)parts.Sum(static r => r.Failures) / requests,
            RequestsPerSecond = Rate(parts, static r => r.RequestsPerSecond),
            FailuresPerSecond = Rate(parts, static r => r.FailuresPerSecond),
            CommittedOperationsPerSecond = Rate(parts, static r => r.CommittedOperationsPerSecond),
            MeanMs = Mean(parts, static r => r.MeanMs),
            StdDevMs = response.TotalCount == 0 ? null : response.StdDeviation / MicrosPerMs,
            MinMs = parts.Min(static r => r.MinMs),
            P50Ms = At(response, 50, longest),
            P66Ms = At(response, 66, longest),
            P75Ms = At(response, 75, longest),
            P80Ms = At(response, 80, longest),
            P90Ms = At(response, 90, longest),
            P95Ms = At(response, 95, longest),
            P98Ms = At(response, 98, longest),
            P99Ms = At(response, 99, longest),
            P999Ms = At(response, 99.9, longest),
            P9999Ms = At(response, 99.99, longest),
            MaxMs = longest,
            ServiceMeanMs = Mean(parts, static r => r.ServiceMeanMs),
            ServiceStdDevMs = service.TotalCount == 0 ? null : service.StdDeviation / MicrosPerMs,
            ServiceMinMs = parts.Min(static r => r.ServiceMinMs),
            ServiceP50Ms = At(service, 50, longestService),
            ServiceP66Ms = At(service, 66, longestService),
            ServiceP75Ms = At(service, 75, longestService),
            ServiceP80Ms = At(service, 80, longestService),
            ServiceP90Ms = At(service, 90, longestService),
            ServiceP95Ms = At(service, 95, longestService),
            ServiceP98Ms = At(service, 98, longestService),
            ServiceP99Ms = At(service, 99, longestService),
            ServiceP999Ms = At(service, 99.9, longestService),
            ServiceP9999Ms = At(service, 99.99, longestService),
            ServiceMaxMs = longestService,
            FirstByteP50Ms = one?.FirstByteP50Ms,
            FirstByteP99Ms = one?.FirstByteP99Ms,
            TripleMeanMs = TripleMean(parts),
            MeanRequestBytes = requests == 0 ? null : (double)parts.Sum(static r => r.RequestBytes) / requests,
            MeanResponseBytes = requests == 0 ? null : (double)parts.Sum(static r => r.ResponseBytes) / requests,
            CensoredFromPercentile = parts.Min(static r => r.CensoredFromPercentile),
            ResponseTimeHistogram = response.ToBase64(),
            ServiceTimeHistogram = service.ToBase64(),
        };
        foreach (var count in Counts)
        {
            count.SetValue(row, parts.Sum(r => (long)count.GetValue(r)!));
        }

        return row;
    }

    /// <summary>Seconds that the windows cover together: time in which two overlap counts once, time between two not at all.</summary>
    private static double Covered(IReadOnlyList<BatchMetrics> rows)
    {
        var (covered, reached) = (0.0, double.NegativeInfinity);
        var spans = rows.Where(static r => r.WindowStart is not null)
            .Select(static r => (Start: r.WindowStart!.Value.UtcTicks / (double)TimeSpan.TicksPerSecond, r.WindowSeconds))
            .Order();
        foreach (var (start, seconds) in spans)
        {
            covered += Math.Max(0, start + seconds - Math.Max(start, reached));
            reached = Math.Max(reached, start + seconds);
        }

        return covered;
    }

    /// <summary>Rates are counts over a window: made whole again, added up, and divided by the time covered.</summary>
    private double Rate(IReadOnlyList<BatchMetrics> parts, Func<BatchMetrics, double> rate) =>
        _seconds > 0 ? parts.Sum(r => Math.Round(rate(r) * r.WindowSeconds)) / _seconds : 0;

    private static LatencyHistogram Times(IReadOnlyList<BatchMetrics> parts, Func<BatchMetrics, string?> read)
    {
        var sum = new LatencyHistogram();
        foreach (var text in parts.Select(read).OfType<string>())
        {
            sum.Add(LatencyHistogram.FromBase64(text));
        }

        return sum;
    }

    /// <summary>A histogram that was stored knows its longest value no better than its last bucket; the row knows it exactly.</summary>
    private static double? At(LatencyHistogram histogram, double percentile, double? longest) =>
        histogram.TotalCount == 0 ? null : Math.Min(histogram.ValueAtPercentile(percentile) / MicrosPerMs, longest ?? double.MaxValue);

    private static double? Mean(IReadOnlyList<BatchMetrics> parts, Func<BatchMetrics, double?> mean)
    {
        var known = parts.Where(r => mean(r) is not null).ToList();
        return known.Count == 0 ? null : known.Sum(r => mean(r)!.Value * r.Requests) / known.Sum(static r => r.Requests);
    }

    private static double? TripleMean(IReadOnlyList<BatchMetrics> parts)
    {
        var measured = parts.Where(static r => r.Requests > 0).ToList();
        return measured.Count == 0 || measured.Exists(static r => r.TripleMeanMs is not > 0 || r.MeanMs is null) ? null
            : measured.Sum(Spent) / measured.Sum(static r => Spent(r) / r.TripleMeanMs!.Value);
    }

    private static double Spent(BatchMetrics row) => row.MeanMs!.Value * row.Requests;
}
