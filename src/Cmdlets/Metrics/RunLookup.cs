using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What is known of the runs that results belong to: their windows and verdicts. Only one run's are of use for metrics.</summary>
internal sealed class RunLookup
{
    private readonly Dictionary<string, List<RunDocument>> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BatchRun> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunFacts> _facts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _incomplete = new(StringComparer.Ordinal);
    private string? _last;

    /// <summary>The window of the only run; null where there are several, or it is not known.</summary>
    public MeasuredWindow? Window => Single()?.Window;

    /// <summary>The verdict on the only run; NotKnown where there are several, or nothing is known of it.</summary>
    public RunVerdict Verdict => Single()?.Verdict ?? RunVerdict.NotKnown;

    /// <summary>Where the window of the only run begins and ends, as far as that is known yet.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Bounds =>
        _seen.Count != 1 || _incomplete.Contains(_seen.First()) ? (null, null)
        : _live.GetValueOrDefault(_seen.First()) is { } run ? (run.MeasuredFrom, run.MeasuredTo)
        : _known.GetValueOrDefault(_seen.First()) is [{ } only]
            && Span(only.MeasuredFrom, only.MeasuredTo) is { } window ? (window.Start, window.Start + window.Duration)
        : _facts.GetValueOrDefault(_seen.First()) is { } facts ? (facts.From, facts.To)
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
        else if (result.Facts is { } facts)
        {
            _facts[result.RunId] = facts;
        }

        return _seen.Add(result.RunId);
    }

    /// <summary>The ledgers of the runs that the results belong to.</summary>
    /// <exception cref="BatchPerfException">Results say nothing of their run.</exception>
    public IReadOnlyList<OperationLedgerRow> Ledgers() => [.. _seen.SelectMany(LedgerOf)];

    private IReadOnlyList<OperationLedgerRow> LedgerOf(string runId) =>
        _live.TryGetValue(runId, out var run) ? run.Ledger
        : _known.GetValueOrDefault(runId) is [{ } only] ? only.Ledger
        : throw new BatchPerfException(
            "RunNotKnown",
            ProblemKind.InvalidInput,
            "Results that were stored or came from another process do not say what became of every operation.",
            "Pipe the BatchRun of -RunVariable or -SummaryOnly, or results of this session.");

    /// <summary>Notes that there are results of a run in a file of which no document tells: what documents say is not all of it.</summary>
    public void NotePartUnknown(string runId) => _incomplete.Add(runId);

    public void Note(RunDocument document)
    {
        if (!_known.TryGetValue(document.RunId, out var parts))
        {
            _known[document.RunId] = parts = [];
        }

        if (!parts.Exists(p => p.StartedAt == document.StartedAt))
        {
            parts.Add(document);
        }
    }

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

        return _incomplete.Contains(id) ? null
            : _known.TryGetValue(id, out var parts) ? Together(parts)
            : _facts.TryGetValue(id, out var facts) ? (Span(facts.From, facts.To), facts.Verdict)
            : null;
    }

    /// <summary>
    /// A run that was resumed has a document for each of its parts, which come one after the other; verdicts are on parts only.
    /// </summary>
    private static (MeasuredWindow? Window, RunVerdict Verdict) Together(List<RunDocument> parts)
    {
        var spans = parts.ConvertAll(static p => Span(p.MeasuredFrom, p.MeasuredTo)).OfType<MeasuredWindow>().ToList();
        var window = spans.Count == 0
            ? null
            : new MeasuredWindow(spans.Min(static s => s.Start), TimeSpan.FromTicks(spans.Sum(static s => s.Duration.Ticks)));
        return (window, parts.Count == 1 ? parts[0].Verdict.Verdict : RunVerdict.NotKnown);
    }

    private static MeasuredWindow? Span(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } start && to is { } end && end > start ? new MeasuredWindow(start, end - start) : null;
}
