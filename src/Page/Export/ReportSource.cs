using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Page.Export;

/// <summary>Data that reports are made of: a run in memory, its file, or its results. Not each of them knows everything.</summary>
internal sealed class ReportSource
{
    private ReportSource(RunDocument? run, IReadOnlyList<BatchMetrics> metrics)
    {
        Run = run;
        Metrics = metrics;
    }

    /// <summary>The run; null for results whose run is not known.</summary>
    public RunDocument? Run { get; }

    /// <summary>Metrics by request name and aggregated.</summary>
    public IReadOnlyList<BatchMetrics> Metrics { get; }

    /// <summary>Counts of operations by outcome, a row for each request name and position.</summary>
    public IReadOnlyList<OperationLedgerRow> Ledger { get; private init; } = [];

    /// <summary>True where Locust's rows cover the whole run, as Locust's do; false where only the measured window is known.</summary>
    public bool CoversWholeRun { get; private init; } = true;

    /// <summary>The run over time; empty where intervals, or their histograms, are not known.</summary>
    public IReadOnlyList<IntervalPoint> Intervals { get; private init; } = [];

    /// <summary>Start of the time axis: that of the run, or of its first batch where only results are known.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    internal IReadOnlyList<LocustEntry> Entries { get; private init; } = [];

    /// <summary>
    /// Time by which counts are divided to get Locust's rates: the length of the run, or of the measured window where only that is known.
    /// </summary>
    internal TimeSpan Elapsed { get; private init; }

    /// <summary>A run in memory, live or ended: knows everything.</summary>
    public static ReportSource Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var document = run.ToDocument();
        return new ReportSource(document, document.Metrics)
        {
            Ledger = document.Ledger,
            Intervals = run.IntervalSeconds > 0 ? document.Intervals : [],
            StartedAt = document.StartedAt,
            Entries = [.. run.GetNameSnapshots().Select(LocustEntry.Of)],
            Elapsed = run.Elapsed,
        };
    }

    /// <summary>A stored run: knows the measured window by request name, and no histograms over time.</summary>
    public static ReportSource Of(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ReportSource(run, run.Metrics)
        {
            Ledger = run.Ledger,
            CoversWholeRun = false,
            StartedAt = run.StartedAt,
            Entries = [.. run.Metrics.Where(static m => m.Name != BatchMetrics.AggregatedName).Select(LocustEntry.Of)],
            Elapsed = (run.MeasuredTo - run.MeasuredFrom) ?? TimeSpan.Zero,
        };
    }

    /// <summary>Reads a <c>.run.json</c> file, or a results file with the files beside it.</summary>
    /// <param name="path">Either file.</param>
    /// <param name="warn">Receives warnings about missing results, one sentence each; null to drop them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchPerfException">The file cannot be read, or is something else.</exception>
    public static ReportSource Read(string path, Action<string>? warn = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (RunJson.IsNamed(path))
        {
            var stored = RunJson.Read(path);
            return StoredRuns.AsStored(stored) is BatchRun known ? Of(known) : Of(stored);
        }

        var file = ResultFile.Read(path, warn, cancellationToken);
        return new ReportSource(file.Run, file.Rows)
        {
            Ledger = file.Run?.Ledger ?? file.Metrics.LedgerRows(),
            StartedAt = file.Run?.StartedAt ?? file.First,
            Entries = [.. file.Metrics.NameSnapshots().Select(LocustEntry.Of)],
            Elapsed = file.Run is { EndedAt: { } ended } run
                ? ended - run.StartedAt
                : file.Last > file.First
                ? file.Last - file.First
                : TimeSpan.Zero,
        };
    }
}
