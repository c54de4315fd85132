using EdFi.BatchPerf.Metrics;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What is known of the runs that results belong to: their windows and verdicts. Only one run's are of use for metrics.</summary>
internal sealed class RunLookup
{
    private readonly Dictionary<string, (MeasuredWindow? Window, RunVerdict Verdict)> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BatchRun> _live = new(StringComparer.Ordinal);
    private string? _last;

    /// <summary>The window of the only run; null where there are several, or it is not known.</summary>
    public MeasuredWindow? Window => Single()?.Window;

    /// <summary>The verdict on the only run; NotKnown where there are several, or nothing is known of it.</summary>
    public RunVerdict Verdict => Single()?.Verdict ?? RunVerdict.NotKnown;

    /// <summary>Where the window of the only run begins and ends, as far as that is known yet.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Bounds =>
        _seen.Count != 1 ? (null, null)
        : _live.GetValueOrDefault(_seen.First()) is { } run ? (run.MeasuredFrom, run.MeasuredTo)
        : Window is { } window ? (window.Start, window.Start + window.Duration)
        : (null, null);

    /// <returns>True for the first result of a run.</returns>
    public bool Note(BatchResult result)
    {
        if (ReferenceEquals(_last, result.RunId))
        {
            return false;
        }

        _last = result.RunId;
        if (result.GetRun() is { } run)
        {
            _live[result.RunId] = run;
        }

        return _seen.Add(result.RunId);
    }

    /// <summary>The ledgers of the runs that the results belong to.</summary>
    /// <exception cref="BatchPerfException">Results say nothing of their run.</exception>
    public IReadOnlyList<OperationLedgerRow> Ledgers() => _seen.SetEquals(_live.Keys)
        ? [.. _live.Values.SelectMany(static run => run.Ledger)]
        : throw new BatchPerfException("RunNotKnown", ProblemKind.InvalidInput, "Results that were stored or came from another process do not say what became of every operation.", "Pipe the BatchRun of -RunVariable or -SummaryOnly, or results of this session.");

    public void Note(RunDocument document) => _known[document.RunId] = (Span(document.MeasuredFrom, document.MeasuredTo), document.Verdict.Verdict);

    private (MeasuredWindow? Window, RunVerdict Verdict)? Single()
    {
        if (_seen.Count != 1)
        {
            return null;
        }

        var id = _seen.First();
        if (_live.TryGetValue(id, out var run))
        {
            // While the run lasts, its results so far say more about their own window than the plan does.
            return run.EndedAt is null ? (null, RunVerdict.NotKnown) : (Span(run.MeasuredFrom, run.MeasuredTo), run.Verdict.Verdict);
        }

        return _known.TryGetValue(id, out var known) ? known : null;
    }

    private static MeasuredWindow? Span(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } start && to is { } end && end > start ? new MeasuredWindow(start, end - start) : null;
}
