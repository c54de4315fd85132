using System.Globalization;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Runs;

/// <summary>
/// The figures of a run's progress line: failures of the whole run; rates and p95 of the time since the line before, one second at least.
/// Failures and p95 are shown at every width.
/// </summary>
internal sealed class RunFigures
{
    private const int MicrosecondsPerMillisecond = 1000;
    private double _seen;
    private LinePart[] _latest = Parts([]);

    /// <summary>The parts of the line, in the order in which they are shown.</summary>
    /// <param name="run">A live run.</param>
    public IReadOnlyList<LinePart> Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Unseen(run.Intervals) is [.., var last] points)
        {
            _seen = last.StartSeconds + last.WidthSeconds;
            _latest = Parts(points);
        }

        return [Failures(run.Totals), .. _latest];
    }

    private static LinePart Failures(RunTotals totals)
    {
        var failed = Text($"{totals.Failed:#,0} failed");
        return totals.Failed == 0
            ? new LinePart(failed)
            : new LinePart(Text($"{totals.Failed:#,0} of {totals.Batches:#,0} failed"), (8, failed));
    }

    /// <summary>The intervals that have ended since the last look, the earliest first.</summary>
    private List<IntervalPoint> Unseen(IReadOnlyList<IntervalPoint> intervals)
    {
        List<IntervalPoint> points = [];
        for (var i = intervals.Count - 1; i >= 0 && intervals[i].StartSeconds >= _seen; i--)
        {
            points.Insert(0, intervals[i]);
        }

        return points;
    }

    private static LinePart[] Parts(IReadOnlyList<IntervalPoint> points)
    {
        var seconds = points.Sum(static p => p.WidthSeconds);
        var operations = PerSecond(points.Sum(static p => p.OperationsCommitted), seconds);
        return
        [
            new LinePart(P95(points) is { } ms ? Text($"p95 {ms:#,0.0} ms") : "p95 -"),
            new LinePart(Text($"{operations:#,0} operations/s"), (9, Text($"{operations:#,0} ops/s")), (2, "")),
            new LinePart(Text($"{PerSecond(points.Sum(static p => p.Batches), seconds):#,0.0} requests/s"), (5, "")),
        ];
    }

    private static double PerSecond(long count, double seconds) => seconds > 0 ? count / seconds : 0;

    private static double? P95(IReadOnlyList<IntervalPoint> points)
    {
        if (points is [var only])
        {
            return only.P95Ms;
        }

        var times = new LatencyHistogram();
        foreach (var point in points)
        {
            times.Add(point.GetResponseTimes());
        }

        return times.TotalCount == 0 ? null : (double)times.ValueAtPercentile(95) / MicrosecondsPerMillisecond;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
