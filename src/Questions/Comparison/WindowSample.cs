using System.Globalization;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Questions.Comparison;

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
    /// <param name="request">The request name and method; null for all.</param>
    public static WindowSample Of(IReadOnlyList<IntervalPoint> points, RequestName? request)
    {
        var parts = points.Select(p => request is { } name ? p.GetNames().GetValueOrDefault(name) : p).ToList();
        var histograms = parts.ConvertAll(static p => p?.GetResponseTimes() ?? new LatencyHistogram());
        var values = histograms.SelectMany(static h => h.Buckets().Select(static b => b.HighestMicros)).Distinct().Order().ToArray();
        return new WindowSample(
            [.. points.Select((p, i) => Window.Of(p.WidthSeconds, parts[i], request?.Name, histograms[i], values))],
            values);
    }

    /// <summary>Windows taken so many times each, put together; valid until the next call.</summary>
    public WindowSum Sum(int[] times)
    {
        Array.Clear(_merged);
        var sum = new WindowSum { Values = _values, Counts = _merged };
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] is var often && often == 0)
            {
                continue;
            }

            var window = _windows[i];
            sum.Seconds += often * window.Seconds;
            sum.Committed += often * window.Committed;
            sum.Batches += often * window.Batches;
            sum.Failures += often * window.Failures;
            sum.SumMs += often * window.SumMs;
            sum.Triples += often * window.Triples;
            foreach (var (slot, count) in window.Buckets)
            {
                _merged[slot] += often * count;
                sum.Recorded += often * count;
            }
        }

        return sum;
    }

    /// <param name="Seconds">Its width.</param>
    /// <param name="Committed">Operations committed.</param>
    /// <param name="Batches">Batches that ended.</param>
    /// <param name="Failures">Batches that failed.</param>
    /// <param name="SumMs">All response times.</param>
    /// <param name="Triples">All triples; not a number where a request name does not say how many a batch has.</param>
    /// <param name="Buckets">Response times by their place among all values.</param>
    private sealed record Window(
        double Seconds,
        long Committed,
        long Batches,
        long Failures,
        double SumMs,
        double Triples,
        (int Slot, long Count)[] Buckets)
    {
        public static Window Of(double seconds, IntervalPoint? part, string? name, LatencyHistogram times, long[] values) => new(
            seconds,
            part?.OperationsCommitted ?? 0,
            part?.Batches ?? 0,
            part?.Failures ?? 0,
            times.Sum / 1000.0,
            part is null
                ? 0
                : name is not null
                ? TriplesOf(name, times.TotalCount)
                : part.GetNames().Sum(static n => TriplesOf(n.Key.Name, n.Value.GetResponseTimes().TotalCount)),
            [.. times.Buckets().Select(b => (Array.BinarySearch(values, b.HighestMicros), b.Count))]);

        private static double TriplesOf(string name, long batches) => batches == 0 ? 0 : (TriplesIn(name) ?? double.NaN) * batches;

        private static int? TriplesIn(string name) =>
            int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var triples)
                && triples > 0
                ? triples
                : null;
    }
}
