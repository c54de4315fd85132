using EdFi.BatchPerf.Metrics;

namespace EdFi.BatchPerf.Reporting.Comparison;

/// <summary>One request name's windows of one run, laid out so that the figures of any choice of them are quickly had.</summary>
internal sealed class WindowSample
{
    private readonly IReadOnlyList<Window> _windows;
    private readonly long[] _values;
    private readonly long[] _merged;

    private WindowSample(IReadOnlyList<Window> windows, long[] values)
    {
        (_windows, _values) = (windows, values);
        _merged = new long[values.Length];
    }

    public int Count => _windows.Count;

    /// <param name="points">Windows of a run.</param>
    /// <param name="name">The request name; Aggregated for all.</param>
    public static WindowSample Of(IReadOnlyList<IntervalPoint> points, string name)
    {
        var all = string.Equals(name, BatchMetrics.AggregatedName, StringComparison.Ordinal);
        var histograms = points.Select(p => all ? p.GetResponseTimes() : p.GetNames().GetValueOrDefault(name)?.GetResponseTimes() ?? new LatencyHistogram()).ToList();
        var values = histograms.SelectMany(static h => h.Buckets().Select(static b => b.HighestMicros)).Distinct().Order().ToArray();
        return new WindowSample([.. points.Zip(histograms, (p, h) => Window.Of(p, all ? p : p.GetNames().GetValueOrDefault(name), name, h, values))], values);
    }

    /// <summary>The figures of <see cref="ComparedMetric.All"/>, in that order, of windows taken so many times each; null where there is no sample.</summary>
    public double?[] Figures(int[] times)
    {
        Array.Clear(_merged);
        var (seconds, committed, batches, failures, sumMs, triples, recorded) = (0.0, 0L, 0L, 0L, 0.0, 0.0, 0L);
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] is var often && often == 0)
            {
                continue;
            }

            var window = _windows[i];
            seconds += often * window.Seconds;
            committed += often * window.Committed;
            batches += often * window.Batches;
            failures += often * window.Failures;
            sumMs += often * window.SumMs;
            triples += often * window.Triples;
            foreach (var (slot, count) in window.Buckets)
            {
                _merged[slot] += often * count;
                recorded += often * count;
            }
        }

        return
        [
            seconds > 0 ? committed / seconds : null,
            PercentileMs(recorded, 50),
            PercentileMs(recorded, 95),
            PercentileMs(recorded, 99),
            triples > 0 ? sumMs / triples : null,
            batches > 0 ? (double)failures / batches : null,
        ];
    }

    private double? PercentileMs(long recorded, double percentile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(percentile * recorded / 100));
        long seen = 0;
        for (var i = 0; i < _merged.Length; i++)
        {
            seen += _merged[i];
            if (seen >= rank)
            {
                return _values[i] / 1000.0;
            }
        }

        return null;
    }

    /// <param name="Seconds">Its width.</param>
    /// <param name="Committed">Operations committed.</param>
    /// <param name="Batches">Batches that ended.</param>
    /// <param name="Failures">Those that failed.</param>
    /// <param name="SumMs">All response times.</param>
    /// <param name="Triples">All triples; not a number where a request name does not say how many a batch has.</param>
    /// <param name="Buckets">Response times by their place among all values.</param>
    private sealed record Window(double Seconds, long Committed, long Batches, long Failures, double SumMs, double Triples, (int Slot, long Count)[] Buckets)
    {
        public static Window Of(IntervalPoint whole, IntervalPoint? part, string name, LatencyHistogram times, long[] values) => new(
            whole.WidthSeconds,
            part?.OperationsCommitted ?? 0,
            part?.Batches ?? 0,
            part?.Failures ?? 0,
            times.Sum / 1000.0,
            part is null ? 0 : part.GetNames().Count > 0 ? part.GetNames().Sum(static n => TriplesOf(n.Key, n.Value.GetResponseTimes().TotalCount)) : TriplesOf(name, times.TotalCount),
            [.. times.Buckets().Select(b => (Array.BinarySearch(values, b.HighestMicros), b.Count))]);

        private static double TriplesOf(string name, long batches) => batches == 0 ? 0 : (TriplesIn(name) ?? double.NaN) * batches;

        private static int? TriplesIn(string name) =>
            int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var triples) && triples > 0 ? triples : null;
    }
}
