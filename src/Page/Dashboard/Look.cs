using System.Diagnostics;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Looks at a live run for its viewers. Figures over time come anew each time and cost nearly nothing; the metrics, of which histograms are
/// merged, come anew only so often that they take a hundredth of one core's time.
/// </summary>
internal sealed class Look
{
    private const int Share = 100;
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(3);
    private readonly object _looking = new();
    private RunDocument? _whole;
    private long _since;
    private TimeSpan _rest;

    /// <summary>The run as it stands; its metrics and ledger may be up to three seconds old.</summary>
    /// <param name="run">The live run.</param>
    /// <param name="whole">True for everything as it is now.</param>
    public RunDocument At(BatchRun run, bool whole)
    {
        lock (_looking)
        {
            if (!whole && _whole is { } before && Stopwatch.GetElapsedTime(_since) < _rest)
            {
                return before with
                {
                    StopReason = run.StopReason,
                    Fault = run.Fault,
                    MeasuredTo = run.MeasuredTo,
                    Totals = run.Totals,
                    Intervals = run.Intervals,
                    LoadChanges = run.LoadChanges,
                };
            }

            var begun = Stopwatch.GetTimestamp();
            _whole = run.ToDocument();
            _since = Stopwatch.GetTimestamp();
            _rest = TimeSpan.FromTicks(Math.Min(Oldest.Ticks, Share * Stopwatch.GetElapsedTime(begun, _since).Ticks));
            return _whole;
        }
    }
}
