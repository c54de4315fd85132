namespace EdFi.BatchPerf.Running;

/// <summary>
/// Keeps failed batches of a run's traced ones: the first, and of each kind (status and kind of failure) the first ten, so that
/// a burst of one kind does not hide what fails later in another way. One thread at a time.
/// </summary>
internal sealed class FailedTraces
{
    private readonly List<BatchTrace> _kept = [];
    private readonly Dictionary<(int? Status, ErrorKind? Kind), int> _ofKind = [];

    /// <summary>Failed batches kept, in the order in which they ended.</summary>
    public IReadOnlyList<BatchTrace> Kept => _kept;

    /// <summary>Number of failed batches that are not kept.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes the next one.</summary>
    public void Add(BatchTrace trace)
    {
        var kind = KindOf(trace);
        var count = _ofKind.GetValueOrDefault(kind);
        if (_kept.Count >= RunTraces.MostFailed && (count >= RunTraces.FirstOfKind || !MakeRoom()))
        {
            LeftOut++;
            return;
        }

        _kept.Add(trace);
        _ofKind[kind] = count + 1;
    }

    private static (int? Status, ErrorKind? Kind) KindOf(BatchTrace trace) => (trace.StatusCode, trace.ErrorKind);

    /// <summary>Leaves out the last one of the most frequent kind; false where no kind has more than its first ten.</summary>
    private bool MakeRoom()
    {
        var (most, count) = _ofKind.MaxBy(static kind => kind.Value);
        if (count <= RunTraces.FirstOfKind)
        {
            return false;
        }

        _kept.RemoveAt(_kept.FindLastIndex(trace => KindOf(trace) == most));
        _ofKind[most] = count - 1;
        LeftOut++;
        return true;
    }
}
