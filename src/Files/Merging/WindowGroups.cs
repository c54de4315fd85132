namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// The windows of several runs, in groups of those that were measured at the same time: rates of one group add up, groups follow one
/// another.
/// </summary>
internal sealed class WindowGroups
{
    /// <summary>Windows of one group share at least so much of the shortest of them.</summary>
    private const double LeastShare = 0.5;

    private readonly List<Group> _groups = [];
    private readonly double _seconds;

    /// <param name="windows">Each run's window in seconds on one axis.</param>
    public WindowGroups(IEnumerable<(string Run, double Start, double Seconds)> windows)
    {
        foreach (var window in windows.Where(static w => w.Seconds > 0).OrderBy(static w => w.Start))
        {
            if (_groups.Find(group => group.Takes(window.Start, window.Seconds)) is { } group)
            {
                group.Add(window);
            }
            else
            {
                _groups.Add(new Group(window));
            }
        }

        _seconds = Covered();
    }

    /// <summary>The runs' own names, by group.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Runs => _groups.ConvertAll(static group => group.Runs);

    /// <summary>Seconds that the groups cover together: time in which two overlap counts once, time between two not at all.</summary>
    public double Seconds => _seconds;

    /// <summary>Start of the first group; null where nothing was measured.</summary>
    public double? Start => _groups.Count == 0 ? null : _groups.Min(static group => group.Start);

    /// <summary>Pairs of runs of different groups that overlap all the same, with the seconds of it.</summary>
    public IEnumerable<(string First, string Second, double Seconds)> Doubtful =>
        from first in _groups
        from second in _groups.SkipWhile(other => other != first).Skip(1)
        let overlap = Math.Min(first.End, second.End) - Math.Max(first.Start, second.Start)
        where overlap > LeastDoubt * Math.Min(first.Seconds, second.Seconds)
        select (first.Runs[0], second.Runs[0], overlap);

    /// <summary>Least overlap that counts, as a share of the shorter window: less is a run's drain after its successor began.</summary>
    private const double LeastDoubt = 0.05;

    /// <summary>By how much a run's rate counts in the rate of all: 1 where all were measured at the same time.</summary>
    public double Weight(string run) => _groups.Find(group => group.Runs.Contains(run, StringComparer.Ordinal)) is { } own && _seconds > 0
        ? own.Seconds / _seconds
        : 0;

    private double Covered()
    {
        var (covered, reached) = (0.0, double.NegativeInfinity);
        foreach (var group in _groups.OrderBy(static g => g.Start))
        {
            covered += Math.Max(0, group.End - Math.Max(group.Start, reached));
            reached = Math.Max(reached, group.End);
        }

        return covered;
    }

    private sealed class Group((string Run, double Start, double Seconds) first)
    {
        private readonly List<(string Run, double Start, double Seconds)> _windows = [first];

        public List<string> Runs => _windows.ConvertAll(static w => w.Run);

        /// <summary>The mean of the windows: they differ little.</summary>
        public double Start => _windows.Average(static w => w.Start);

        public double Seconds => _windows.Average(static w => w.Seconds);

        public double End => Start + Seconds;

        public bool Takes(double start, double seconds)
        {
            var common = Math.Min(_windows.Min(static w => w.Start + w.Seconds), start + seconds)
                - Math.Max(_windows.Max(static w => w.Start), start);
            return common >= LeastShare * Math.Min(_windows.Min(static w => w.Seconds), seconds);
        }

        public void Add((string Run, double Start, double Seconds) window) => _windows.Add(window);
    }
}
