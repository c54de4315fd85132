using System.Collections.Concurrent;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Turns results into metrics while they come: recording is safe from any thread, takes no lock and, once a name is known, allocates
/// nothing; the memory it takes depends on the number of request names only.
/// </summary>
/// <remarks>
/// Latency, requests, failures and operations cover every batch scheduled in the measured window (phases Measured and Drain). The rates
/// count completions inside of it: phase Measured, and batches scheduled before whose end fell into it, which are known only where
/// <see cref="MeasuredSince"/> is set before they are recorded.
/// </remarks>
internal sealed class MetricsAccumulator
{
    private readonly ConcurrentDictionary<RequestName, NameTally> _names = new();
    private readonly ConcurrentDictionary<string, RunWindow> _runs = new(StringComparer.Ordinal);
    private readonly int _stripes;
    private RunWindow? _lastRun;
    private long _since = long.MaxValue;
    private long _until = long.MaxValue;

    /// <summary>Makes an accumulator with one stripe per processor.</summary>
    public MetricsAccumulator()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>Makes an accumulator.</summary>
    /// <param name="stripes">
    /// Number of threads that may record without sharing a cache line, 1 or more; 1 suits a single reader of results.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 stripe.</exception>
    public MetricsAccumulator(int stripes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stripes, 1);
        _stripes = stripes;
    }

    /// <summary>Start of the measured window, past or planned; null while it is not known.</summary>
    public DateTimeOffset? MeasuredSince
    {
        get => FromTicks(Volatile.Read(ref _since));
        set => Volatile.Write(ref _since, value?.UtcTicks ?? long.MaxValue);
    }

    /// <summary>End of the measured window, past or planned; null while it is not known.</summary>
    public DateTimeOffset? MeasuredUntil
    {
        get => FromTicks(Volatile.Read(ref _until));
        set => Volatile.Write(ref _until, value?.UtcTicks ?? long.MaxValue);
    }

    /// <summary>Counts of all batches and operations by outcome, in all phases.</summary>
    public RunTotals Totals
    {
        get
        {
            var (failed, canceled, batches, retries, conflicts, deadlocks, operations) = (0L, 0L, 0L, 0L, 0L, 0L, default(OperationCounts));
            foreach (var tally in _names.Values.Select(static n => n.Merge().AllPhases()))
            {
                failed += tally.Failures;
                canceled += tally.Censored;
                batches += tally.Ledger.Batches;
                conflicts += tally.FailuresOf(ErrorKind.Conflict);
                deadlocks += tally.Deadlocks;
                retries += tally.Retries;
                operations += tally.Operations;
            }

            return new RunTotals
            {
                Batches = batches,
                Succeeded = batches - failed - canceled,
                Failed = failed,
                Canceled = canceled,
                Conflicts = conflicts,
                Deadlocks = deadlocks,
                Attempts = batches + retries,
                OperationsSent = operations.Sent,
                OperationsCommitted = operations.Committed,
                OperationsRolledBack = operations.RolledBack,
                OperationsFailed = operations.Failed,
                OperationsNotAttempted = operations.NotAttempted,
                OperationsUnknown = operations.Unknown,
            };
        }
    }

    /// <summary>Records one result; safe from any thread.</summary>
    /// <param name="result">Result of a batch.</param>
    /// <param name="shape">Shape of the batch, for the ledger; null where it is not known.</param>
    /// <param name="firstByteMs">From the real start to the first byte of the answer, in ms; null where it is not known.</param>
    public void Record(BatchResult result, BatchShape? shape = null, double? firstByteMs = null)
    {
        var tally = Count(result, shape, firstByteMs, result.Phase);
        if (result.Phase is RunPhase.Ramp or RunPhase.WarmUp
            && result.ErrorKind != ErrorKind.Canceled
            && InWindow(RunWindow.CompletionTicks(result)))
        {
            tally.NoteCompletedInWindow(result);
        }
    }

    /// <summary>Records one result by another window than its run's own: that part of it which several machines measured.</summary>
    /// <param name="result">Result of a batch.</param>
    /// <param name="window">The window, in seconds since the start of the result's run.</param>
    public void Record(BatchResult result, MeasuredSpan window)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (from, to) = (result.ScheduledAfterMs / 1000, (result.ScheduledAfterMs + result.ResponseTimeMs) / 1000);
        if (from >= window.To)
        {
            return; // of what all measured it is no part
        }

        var tally = Count(
            result,
            shape: null,
            firstByteMs: null,
            from < window.From ? RunPhase.WarmUp : to <= window.To ? RunPhase.Measured : RunPhase.Drain);
        if (from < window.From && to >= window.From && to <= window.To && result.ErrorKind != ErrorKind.Canceled)
        {
            tally.NoteCompletedInWindow(result);
        }
    }

    /// <summary>
    /// The metrics of everything recorded so far: a row for each request name, sorted, and then one named <c>Aggregated</c>.
    /// </summary>
    /// <param name="window">The measured window; null takes <see cref="MeasuredSince"/> to <see cref="MeasuredUntil"/> where both are
    /// known, and else derives it from the results, first batch scheduled to last one completed.</param>
    /// <param name="verdict">The verdict on the run.</param>
    /// <param name="histograms">True for rows with their histograms; a live display does without.</param>
    /// <param name="costs">Costs of the run on the server; null where they are not known.</param>
    public IReadOnlyList<BatchMetrics> Snapshot(
        MeasuredWindow? window = null,
        RunVerdict verdict = RunVerdict.NotKnown,
        bool histograms = true,
        IReadOnlyList<ServerCost>? costs = null)
    {
        var frame = new MetricsFrame
        {
            RunId = _runs.Count == 1 ? _runs.Keys.First() : null,
            Verdict = verdict,
            Window = window ?? KnownWindow ?? RunWindow.Union(_runs.Values),
            Histograms = histograms,
            Costs = costs ?? [],
        };
        var names = _names.Values.OrderBy(static n => n.Name).Select(static n => (n.Name, n.TestType, Sums: n.Merge())).ToList();
        var rows = names.ConvertAll(n => frame.Row(n.Name, n.TestType, n.Sums, TripleTime.OfName(n.Name.Name, n.TestType, n.Sums)));
        var all = new PhaseTallies();
        names.ForEach(n => all.Add(n.Sums));
        TestType? type = names.Select(static n => n.TestType).Distinct().Count() == 1 ? names[0].TestType : null;
        rows.Add(frame.Row(request: null, type, all, TripleTime.MeanMs(names.Select(static n => (n.Name.Name, n.TestType, n.Sums)))));
        return rows;
    }

    /// <summary>Returns the response times of the server's answers, over all request names.</summary>
    public AnswerTimes Answers()
    {
        var all = new PhaseTallies();
        foreach (var name in _names.Values)
        {
            all.Add(name.Merge());
        }

        return AnswerTimes.Of(all.Scheduled());
    }

    /// <summary>Returns the figures of each request name in all phases, sorted by name: cheap enough for every second.</summary>
    public IReadOnlyList<NameSnapshot> NameSnapshots() => [.. _names.Values.OrderBy(static n => n.Name).Select(static n => n.Snapshot())];

    /// <summary>Returns the counts of operations by outcome, in all phases.</summary>
    public OperationLedger Ledger() => new(_names.Values
        .Select(static n => (n.Name.Name, Sums: n.Merge().AllPhases()))
        .SelectMany(static n => new[] { (n.Name, n.Sums.Ledger), (n.Name, n.Sums.Earlier) }));

    /// <summary>The rows of <see cref="Ledger"/>: by name and position.</summary>
    public IReadOnlyList<OperationLedgerRow> LedgerRows() => Ledger().Rows;

    /// <summary>Attempts of batches scheduled in the measured window that failed so and were followed by another.</summary>
    internal long Retried(ErrorKind kind) => _names.Values.Sum(n => n.Retried(kind));

    /// <summary>Empty, and not less, for a run that ended before its measured window began.</summary>
    private MeasuredWindow? KnownWindow =>
        MeasuredSince is { } since && MeasuredUntil is { } until
            ? new MeasuredWindow(since, TimeSpan.FromTicks(Math.Max(0, until.UtcTicks - since.UtcTicks)))
            : null;

    private static DateTimeOffset? FromTicks(long ticks) => ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private bool InWindow(long ticks) => ticks >= Volatile.Read(ref _since) && ticks <= Volatile.Read(ref _until);

    private Tally Count(BatchResult result, BatchShape? shape, double? firstByteMs, RunPhase phase)
    {
        ArgumentNullException.ThrowIfNull(result);
        RunOf(result.RunId).Note(result);
        var request = new RequestName(result.Name, result.Method);
        if (!_names.TryGetValue(request, out var name))
        {
            name = _names.GetOrAdd(
                request,
                static (key, arg) => new NameTally(key, arg.TestType, arg.Stripes),
                (result.TestType, Stripes: _stripes));
        }

        return name.Record(result, shape, firstByteMs, phase);
    }

    private RunWindow RunOf(string runId)
    {
        var last = Volatile.Read(ref _lastRun);
        if (last is not null && string.Equals(last.RunId, runId, StringComparison.Ordinal))
        {
            return last;
        }

        var run = _runs.GetOrAdd(runId, static id => new RunWindow(id));
        Volatile.Write(ref _lastRun, run);
        return run;
    }
}
