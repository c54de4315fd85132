namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// Several machines over time as one run: their figures in the same interval of the common axis, counts and clients added, percentiles from
/// merged histograms.
/// </summary>
internal static class MergedIntervals
{
    /// <param name="runs">Each machine's run, and where it begins on the axis, in seconds.</param>
    /// <param name="width">Length of an interval in seconds: that of the machine with the widest.</param>
    public static IReadOnlyList<IntervalPoint> Of(IReadOnlyList<(BatchRun Run, double Start)> runs, int width)
    {
        var cells = new SortedDictionary<int, IntervalPoint>();
        foreach (var (run, start) in runs)
        {
            // In whole intervals: else every second point would fall now into one, now into the next.
            var shift = Math.Round(start / width) * width;
            foreach (var (cell, point) in Cells(run, shift, width))
            {
                cells[cell] = cells.TryGetValue(cell, out var others) ? others.Beside(point) : point;
            }
        }

        return cells.Count == 0 ? [] : [.. Enumerable.Range(0, cells.Keys.Last() + 1).Select(Point)];

        IntervalPoint Point(int cell)
        {
            var point = cells.GetValueOrDefault(cell) ?? IntervalPoint.Of(static _ => 0, new(new()), failureTimes: null);
            var last = cell == cells.Keys.Last();
            return point with
            {
                StartSeconds = (double)cell * width,
                WidthSeconds = last ? Math.Clamp(point.WidthSeconds, 0.001, width) : width,
            };
        }
    }

    /// <summary>One run's intervals as parts of those of the axis; a run's own may be narrower.</summary>
    private static IEnumerable<(int Cell, IntervalPoint Point)> Cells(BatchRun run, double shift, int width) => run.Intervals
        .GroupBy(p => Math.Max(0, (int)Math.Floor((shift + p.StartSeconds + (p.WidthSeconds / 2)) / width)))
        .Select(static group => (group.Key, group.Aggregate(static (sum, next) => sum.Merge(next))));
}
