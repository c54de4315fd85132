using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>What all merged rows have in common, and how one is made of several.</summary>
internal sealed class MergedFrame
{
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
            : ((RunVerdict[])
            [
                RunVerdict.Incomplete,
                RunVerdict.Refused,
                RunVerdict.ClientLimited,
                RunVerdict.TargetMissed,
                RunVerdict.Unsteady,
                RunVerdict.TooShort,
                RunVerdict.Valid,
            ]).First(verdicts.Contains);
    }

    public BatchMetrics Row(IReadOnlyList<BatchMetrics> parts)
    {
        var merged = new MergedRow(parts, _seconds);
        var row = new BatchMetrics
        {
            Name = parts[0].Name,
            Method = parts[0].Method,
            TestType = parts.Select(static r => r.TestType).Distinct().Count() == 1 ? parts[0].TestType : null,
            RunId = _runId,
            Verdict = _verdict,
            WindowStart = _start,
            CensoredFromPercentile = parts.Min(static r => r.CensoredFromPercentile),
            ResponseTimeHistogram = merged.Response.ToBase64(),
            ServiceTimeHistogram = merged.Service.ToBase64(),
            FailureTimeHistogram = merged.Failed.ToBase64(),
            TimesOf = parts.Any(static r => r.HasMixedTimes) ? TimesOf.All : TimesOf.Successes,
        };
        foreach (var metric in MetricTable.All)
        {
            metric.Write(row, metric.Merge(metric, merged));
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
}
