using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Windows and verdicts of the runs that results belong to, as far as they are known. Metrics use those of one run only.</summary>
internal sealed class RunLookup
{
    private readonly Dictionary<string, List<RunDocument>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SeenPart>> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _incomplete = new(StringComparer.Ordinal);
    private SeenPart? _last;

    /// <summary>The window of the only run; null where there are several, or it is not known.</summary>
    public MeasuredWindow? Window => Single()?.Window;

    /// <summary>The verdict on the only run; NotKnown where there are several, or nothing is known of it.</summary>
    public RunVerdict Verdict => Single()?.Verdict ?? RunVerdict.NotKnown;

    /// <summary>Where the window of the only run begins and ends, as far as that is known yet; nothing of one in several parts.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Bounds =>
        _seen.Count != 1 || _seen.First() is not { Value: [{ } part] } seen || _incomplete.Contains(seen.Key) ? (null, null)
        : part.Run is { } run ? (run.MeasuredFrom, run.MeasuredTo)
        : _known.GetValueOrDefault(seen.Key) is [{ } only]
            && Span(only.MeasuredFrom, only.MeasuredTo) is { } window ? (window.Start, window.Start + window.Duration)
        : part.Facts is { } facts ? (facts.From, facts.To)
        : (null, null);

    /// <returns>True for the first result of a run, or of another part of it.</returns>
    public bool Note(BatchResult result)
    {
        if (_last is not null && ReferenceEquals(_last.RunId, result.RunId) && _last.Holds(result))
        {
            return false;
        }

        if (!_seen.TryGetValue(result.RunId, out var parts))
        {
            _seen[result.RunId] = parts = [];
        }

        _last = parts.Find(p => p.Holds(result));
        if (_last is not null)
        {
            return false;
        }

        parts.Add(_last = new SeenPart(result));
        return true;
    }

    /// <summary>The ledgers of the runs that the results belong to.</summary>
    /// <exception cref="BatchPerfException">Results say nothing of their run.</exception>
    public IReadOnlyList<OperationLedgerRow> Ledgers() => [.. _seen.SelectMany(s => LedgersOf(s.Key, s.Value))];

    private IEnumerable<OperationLedgerRow> LedgersOf(string runId, List<SeenPart> parts) =>
        parts.TrueForAll(static p => p.Run is not null) ? parts.SelectMany(static p => p.Run!.Ledger)
        : parts.Count == 1 && _known.GetValueOrDefault(runId) is [{ } only] ? only.Ledger
        : throw new BatchPerfException(
            "RunNotKnown",
            ProblemKind.InvalidInput,
            "Results that were stored or came from another process do not have the outcome of every operation.",
            "Pipe the BatchRun of -RunVariable or -SummaryOnly, or results of this session.");

    /// <summary>Notes that a file has results of a run and no document of it: the documents of that run are not complete.</summary>
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

        var (id, seen) = _seen.First();
        if (seen.TrueForAll(static p => p.Run is not null))
        {
            // While the run lasts, its results so far say more about their own window than the plan does.
            return Told(seen) ?? (null, RunVerdict.NotKnown);
        }

        return _incomplete.Contains(id) ? null
            : _known.TryGetValue(id, out var parts) ? parts.Count < seen.Count
                ? null // a file holds results of more parts than documents tell of
                : Together(parts.ConvertAll(static p => (Span(p.MeasuredFrom, p.MeasuredTo), p.Verdict.Verdict)))
            : Told(seen);
    }

    private static (MeasuredWindow? Window, RunVerdict Verdict)? Told(List<SeenPart> parts) =>
        parts.TrueForAll(static p => p.Facts is not null)
            ? Together(parts.ConvertAll(static p => (Span(p.Facts!.From, p.Facts.To), p.Facts.Verdict)))
            : null;

    /// <summary>
    /// A run that was resumed has several parts, which come one after the other; verdicts are on parts only.
    /// </summary>
    private static (MeasuredWindow? Window, RunVerdict Verdict) Together(List<(MeasuredWindow? Window, RunVerdict Verdict)> parts)
    {
        var spans = parts.ConvertAll(static p => p.Window).OfType<MeasuredWindow>().ToList();
        var window = spans.Count == 0
            ? null
            : new MeasuredWindow(spans.Min(static s => s.Start), TimeSpan.FromTicks(spans.Sum(static s => s.Duration.Ticks)));
        return (window, parts.Count == 1 ? parts[0].Verdict : RunVerdict.NotKnown);
    }

    private static MeasuredWindow? Span(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } start && to is { } end && end > start ? new MeasuredWindow(start, end - start) : null;
}
