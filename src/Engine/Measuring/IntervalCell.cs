using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Results of one request name in one interval: counted in a histogram while results still come, and condensed to an
/// <see cref="IntervalPoint"/> once they no longer do. Results that come late open it again.
/// </summary>
internal sealed class IntervalCell
{
    private IntervalPoint? _condensed;
    private Tally? _open;

    public bool IsOpen => _open is not null;

    public void Record(BatchResult result) => (_open ??= new Tally()).Record(result, shape: null, firstByteMs: null);

    public void Condense()
    {
        if (_open is { } tally)
        {
            _open = null;
            Add([Of(tally)]);
        }
    }

    public void Add(IntervalCell other)
    {
        other.Condense();
        Condense();
        Add(other._condensed is { } point ? [point] : []);
    }

    /// <summary>Everything so far.</summary>
    public IntervalPoint ToPoint()
    {
        Condense();
        return _condensed ?? IntervalPoint.Of(static _ => 0, new PackedHistogram(new LatencyHistogram()), failureTimes: null);
    }

    private static IntervalPoint Of(Tally tally) => IntervalPoint.Of(
        tally.FailuresOf,
        new PackedHistogram(tally.Response),
        Packed(tally)) with
    {
        Batches = tally.Ledger.Batches - tally.Censored,
        Failures = tally.Failures,
        OperationsCommitted = tally.Ledger.Operations.Committed,
    };

    private static PackedHistogram? Packed(Tally tally) => tally.Failures == 0 ? null : new PackedHistogram(tally.Failed);

    private void Add(IEnumerable<IntervalPoint> points) =>
        _condensed = points.Aggregate(_condensed, static (sum, point) => sum is null ? point : sum.Merge(point));
}
