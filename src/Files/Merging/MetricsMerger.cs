using System.Globalization;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// Merges the metrics of several runs, of one machine or of many, as if they were one run's: counts exactly, percentiles from the merged
/// histograms. Rates of runs that were measured at the same time add up; those of runs that followed one another are over the time that
/// their windows cover together.
/// </summary>
internal sealed class MetricsMerger
{
    private readonly List<BatchMetrics> _rows = [];
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _clocks = new(StringComparer.Ordinal);

    /// <summary>Adds a run in memory.</summary>
    /// <exception cref="BatchPerfException">As for rows.</exception>
    public void Add(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Add(run.Metrics, $"run {run.RunId}");
        NoteStart(run.RunId, run.StartAt, run.StartedAt);
    }

    /// <summary>Adds a stored run.</summary>
    /// <exception cref="BatchPerfException">As for rows.</exception>
    public void Add(RunDocument run, string? origin = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        Add(run.Metrics, origin ?? $"run {run.RunId}");
        NoteStart(run.RunId, run.StartAt, run.StartedAt);
    }

    /// <summary>Adds the rows of one run or of several.</summary>
    /// <param name="rows">Rows with their histograms; rows without a run's id cannot be told from others and are refused.</param>
    /// <param name="origin">Source of the rows, for messages.</param>
    /// <exception cref="BatchPerfException"><c>RunsOverlap</c>: a run was added before; <c>RunNotKnown</c>;
    /// <c>HistogramMissing</c>.</exception>
    public void Add(IReadOnlyList<BatchMetrics> rows, string origin)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.FirstOrDefault(static r => r.RunId is null) is { } nameless)
        {
            throw new BatchPerfException(
                "RunNotKnown",
                ProblemKind.InvalidInput,
                $"The row {nameless.Name} of {origin} does not say which run it belongs to, so that it is not known whether it is "
                    + "counted twice.",
                "Give runs, .run.json files, or results files.");
        }

        var ids = rows.Select(static r => r.RunId!).Distinct(StringComparer.Ordinal).ToList();
        var known = ids.Where(_origins.ContainsKey).ToList();
        if (known.Count > 0)
        {
            throw new BatchPerfException(
                "RunsOverlap",
                ProblemKind.InvalidInput,
                $"{(known.Count == 1 ? "Run" : "Runs")} {string.Join(", ", known)} of {origin} "
                    + $"{(known.Count == 1 ? "was" : "were")} added before, from "
                    + $"{string.Join(", ", known.Select(id => _origins[id]).Distinct(StringComparer.Ordinal))}.",
                "Give each run once.");
        }

        if (rows.GroupBy(static r => (r.RunId, r.Name, r.Method)).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new BatchPerfException(
                "RunsOverlap",
                ProblemKind.InvalidInput,
                $"The row {twice.Key.Name} of run {twice.Key.RunId} is there more than once in {origin}.",
                "Give each run once.");
        }

        if (rows.FirstOrDefault(
            static r => r.Requests > 0 && (r.ResponseTimeHistogram is null || r.ServiceTimeHistogram is null)) is { } bare)
        {
            throw new BatchPerfException(
                "HistogramMissing",
                ProblemKind.InvalidInput,
                $"The row {bare.Name} of {origin} has no histograms, without which percentiles cannot be merged.",
                "Give the rows as they were computed from results or a run, with all their columns.");
        }

        ids.ForEach(id => _origins.Add(id, origin));
        _rows.AddRange(rows);
    }

    /// <summary>Adds a <c>.run.json</c> file, or the runs of a results file, with the files beside it.</summary>
    /// <exception cref="BatchPerfException">The file cannot be read or is something else; <c>RunsOverlap</c>.</exception>
    public void AddFile(string path, Action<string>? warn = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (RunJson.IsNamed(path))
        {
            Add(RunJson.Read(path), path);
            return;
        }

        var runs = ResultFile.ReadRuns(path, warn, cancellationToken);
        Add([.. runs.Values.SelectMany(static r => r.Rows)], path);
        foreach (var run in runs.Values.Select(static r => r.Run).OfType<RunDocument>())
        {
            NoteStart(run.RunId, run.StartAt, run.StartedAt);
        }
    }

    /// <summary>A row for each request name and method, sorted, and one named <c>Aggregated</c>.</summary>
    /// <param name="warn">Receives warnings about the merged figures, one sentence each; null to drop them.</param>
    /// <exception cref="BatchPerfException"><c>NothingToMerge</c>.</exception>
    public IReadOnlyList<BatchMetrics> Merge(Action<string>? warn = null)
    {
        if (_rows.Count == 0)
        {
            throw new BatchPerfException(
                "NothingToMerge",
                ProblemKind.InvalidInput,
                "There are no metrics to merge.",
                "Give runs, or .run.json or results files.");
        }

        var windows = new WindowGroups(_rows.Where(static r => r.WindowStart is not null)
            .GroupBy(static r => r.RunId!, StringComparer.Ordinal)
            .Select(run => (run.Key, SecondsOf(run.Key, run.First().WindowStart!.Value), run.Max(static r => r.WindowSeconds))));
        foreach (var (first, second, seconds) in windows.Doubtful)
        {
            warn?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"The windows of runs {first} and {second} overlap for {seconds:0.0} s, which is less than half of either: rates are "
                    + $"those of the time that they cover together. Where the runs were one load, the machines' clocks differ: give it a "
                    + $"common start{new OptionKey("StartAt").IfOffered(static option => $" ({option})")}."));
        }

        return new MergedFrame(windows)
        {
            RunId = _origins.Count == 1 ? _origins.Keys.First() : null,
            Start = _rows.Min(static r => r.WindowStart),
            Verdict = WorstVerdict.Of(_rows.Select(static r => r.Verdict)),
        }.Rows(_rows);
    }

    /// <summary>Moments of a run with a common start are those of the clock that told the start.</summary>
    private void NoteStart(string runId, DateTimeOffset? startAt, DateTimeOffset startedAt)
    {
        if (startAt is { } label)
        {
            _clocks[runId] = label - startedAt;
        }
    }

    private double SecondsOf(string runId, DateTimeOffset moment) =>
        (moment + _clocks.GetValueOrDefault(runId)).UtcTicks / (double)TimeSpan.TicksPerSecond;
}
