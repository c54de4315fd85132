using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Counts of one request name, or of all, from which the rows of <see cref="MetricTable"/> read.</summary>
/// <param name="sums">The counts, by part of the run.</param>
/// <param name="window">The measured window; null where nothing was measured.</param>
/// <param name="costs">Costs of the run on the server; empty but in the row of all names.</param>
internal sealed class CountedRow(PhaseTallies sums, MeasuredWindow? window, IReadOnlyList<ServerCost> costs)
{
    /// <summary>Scheduled before the measured window.</summary>
    public Tally Before { get; } = sums.Before;

    /// <summary>Scheduled and completed in the window.</summary>
    public Tally Measured { get; } = sums.Measured;

    /// <summary>All that was scheduled in the window.</summary>
    public Tally All => field ??= sums.Scheduled();

    public MeasuredWindow? Window => window;

    public double? TripleMeanMs { get; init; }

    public long Requests => field == 0 ? field = All.Ledger.Batches : field;

    public OperationCounts Operations => _operations ??= All.Operations;

    private OperationCounts? _operations;

    public LatencyHistogram Times(MetricTimes times) => times switch
    {
        MetricTimes.Response => All.Response,
        MetricTimes.Service => All.Service,
        MetricTimes.Failure => All.Failed,
        _ => All.FirstByte,
    };

    /// <summary>
    /// The shortest of such times, in µs: of successes that ended, since one that was cut off would have taken longer than it had. Null
    /// without one, or where the counts hold times alone and some of these were cut off.
    /// </summary>
    public long? Shortest(MetricTimes times) => times switch
    {
        MetricTimes.Response when All.Censored > 0 => All.SmallestSuccess,
        MetricTimes.Service when All.Censored > 0 => All.SmallestService,
        _ => Times(times) is { TotalCount: > 0 } known ? known.Min : null,
    };

    public double PerSecond(long count) => window is { Duration.Ticks: > 0 } ? count / window.Duration.TotalSeconds : 0;

    public double? PerRequest(long sum) => Requests == 0 ? null : (double)sum / Requests;

    public double? CostPerOperation(string source, string figure) =>
        costs.FirstOrDefault(c => c.Source == source && c.Name == figure)?.PerOperation;
}
