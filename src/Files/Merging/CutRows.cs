using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// The rows of one run over a part of its measured window: exactly, of its results; or, of its intervals, in whole intervals and without
/// the figures that these lack (service times, bytes, operations that were not committed).
/// </summary>
internal static class CutRows
{
    /// <summary>The rows of a run's results; null where results are missing in the file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="results">Its results file.</param>
    /// <param name="window">The part, in seconds since the run's start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchPerfException">The results cannot be read.</exception>
    public static IReadOnlyList<BatchMetrics>? OfResults(
        BatchRun run,
        string results,
        MeasuredSpan window,
        CancellationToken cancellationToken)
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        var count = 0L;
        foreach (var result in new ResultCsvReader(results).Read()
            .Where(result => string.Equals(result.RunId, run.RunId, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            metrics.Record(result, window);
            count++;
        }

        return count < run.Totals.Batches ? null : metrics.Snapshot(
            new MeasuredWindow(run.StartedAt.AddSeconds(window.From), TimeSpan.FromSeconds(window.To - window.From)),
            run.Verdict.Verdict);
    }

    /// <summary>The rows of a run's intervals; null where these do not tell their times.</summary>
    /// <param name="run">The run.</param>
    /// <param name="window">The part, in seconds since the run's start.</param>
    public static IReadOnlyList<BatchMetrics>? OfIntervals(BatchRun run, MeasuredSpan window)
    {
        if (run.IntervalSeconds <= 0)
        {
            return null;
        }

        // by their middles: a point that began a millisecond early lies in the window all the same
        var points = run.Intervals
            .Where(p => p.StartSeconds + (p.WidthSeconds / 2) is var middle && middle >= window.From && middle <= window.To)
            .ToList();
        if (points.Count == 0)
        {
            return [];
        }

        var all = points.Aggregate(static (sum, next) => sum.Merge(next));
        return
        [
            .. all.Names.OrderBy(static n => n.Key).Select(n => Row(run, n.Key, n.Value, all, TripleMean([n], run.TestType))),
            Row(run, request: null, all, all, TripleMean(all.Names, run.TestType)),
        ];
    }

    private static BatchMetrics Row(BatchRun run, RequestName? request, IntervalPoint sum, IntervalPoint window, double? tripleMeanMs)
    {
        var times = new PhaseTallies();
        times.Measured.Response.Add(sum.GetResponseTimes());
        times.Measured.Failed.Add(sum.FailureHistogram?.Unpack() ?? new LatencyHistogram());
        var counted = new CountedRow(times, window: null, costs: []) { TripleMeanMs = tripleMeanMs };
        var row = new BatchMetrics
        {
            Name = request?.Name ?? BatchMetrics.AggregatedName,
            Method = request?.Method,
            TestType = run.TestType,
            RunId = run.RunId,
            Verdict = run.Verdict.Verdict,
            WindowStart = run.StartedAt.AddSeconds(window.StartSeconds),
            ResponseTimeHistogram = times.Measured.Response.ToBase64(),
            ServiceTimeHistogram = new LatencyHistogram().ToBase64(),
            FailureTimeHistogram = times.Measured.Failed.ToBase64(),
            TimesOf = TimesOf.Successes,
            OperationsInferred = true,
        };
        foreach (var metric in MetricTable.All)
        {
            metric.Write(
                row,
                metric.Kind is { } kind ? sum.FailuresOf(kind)
                    : IsMixed(metric, sum) ? null
                    : Figure(metric, sum, window.WidthSeconds) ?? metric.Count(counted));
        }

        return row;
    }

    /// <summary>True for the shortest time where intervals do not tell it from the times of batches that were cut off.</summary>
    private static bool IsMixed(Metric metric, IntervalPoint sum) =>
        metric is { Percentile: 0, Times: MetricTimes.Response } && sum.FailuresCanceled > 0;

    /// <summary>Returns a figure counted by intervals; null for one that follows from their times, or is not known of them.</summary>
    private static double? Figure(Metric metric, IntervalPoint sum, double seconds) => metric.Property switch
    {
        nameof(BatchMetrics.WindowSeconds) => seconds,
        nameof(BatchMetrics.Requests) or nameof(BatchMetrics.Attempts) => sum.Batches + sum.FailuresCanceled,
        nameof(BatchMetrics.Failures) => sum.Failures,
        nameof(BatchMetrics.FailureRate) =>
            sum.Batches + sum.FailuresCanceled is > 0 and var all ? (double)sum.Failures / all : 0,
        nameof(BatchMetrics.Censored) => sum.FailuresCanceled,
        nameof(BatchMetrics.OperationsSent) or nameof(BatchMetrics.OperationsAttempted) or nameof(BatchMetrics.OperationsCommitted) =>
            sum.OperationsCommitted,
        nameof(BatchMetrics.RequestsPerSecond) => PerSecond(sum.Batches, seconds),
        nameof(BatchMetrics.FailuresPerSecond) => PerSecond(sum.Failures, seconds),
        nameof(BatchMetrics.CommittedOperationsPerSecond) => PerSecond(sum.OperationsCommitted, seconds),
        _ => null,
    };

    private static double PerSecond(long count, double seconds) => seconds > 0 ? count / seconds : 0;

    private static double? TripleMean(IEnumerable<KeyValuePair<RequestName, IntervalPoint>> names, TestType type) =>
        TripleTime.MeanMs(names.Select(n =>
        {
            var sums = new PhaseTallies();
            sums.Measured.Response.Add(n.Value.GetResponseTimes());
            return (n.Key.Name, type, sums);
        }));
}
