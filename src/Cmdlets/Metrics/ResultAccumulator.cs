using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Makes metrics of results, over the measured window of the run that they belong to where that is known.</summary>
internal sealed class ResultAccumulator
{
    private readonly MetricsAccumulator _metrics = new(stripes: 1);
    private readonly RunLookup _runs = new();

    /// <summary>True once there was a result.</summary>
    public bool Any { get; private set; }

    /// <summary>Rows of metrics of all results so far.</summary>
    public IReadOnlyList<BatchMetrics> Rows => _metrics.Snapshot(_runs.Window, _runs.Verdict);

    /// <summary>Notes what a file says of its run; to be called before its results come.</summary>
    public void Note(RunDocument run) => _runs.Note(run);

    /// <summary>Notes that no document tells of a file's part of a run.</summary>
    public void NotePartUnknown(string runId)
    {
        _runs.NotePartUnknown(runId);
        (_metrics.MeasuredSince, _metrics.MeasuredUntil) = (null, null);
    }

    public void Take(BatchResult result)
    {
        Any = true;
        if (_runs.Note(result))
        {
            // Batches of the ramp that end inside of the window count for its throughput.
            (_metrics.MeasuredSince, _metrics.MeasuredUntil) = _runs.Bounds;
        }

        _metrics.Record(result);
    }
}
