using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>From where on a run's numbers are doubted; printed with the verdict and changeable.</summary>
public sealed record VerdictThresholds
{
    /// <summary>ClientLimited: the process used more than this share of the available cores, 0 to 1.</summary>
    public double MaxCpuShare { get; init; } = 0.80;

    /// <summary>ClientLimited: the p99 of schedule lag, or of waiting for a connection, exceeds the larger of this many ms …</summary>
    public double MinLagMs { get; init; } = 1;

    /// <summary>… and this share of the median response time, 0 to 1.</summary>
    public double MaxLagShareOfP50 { get; init; } = 0.05;

    /// <summary>
    /// ClientLimited: garbage collection stopped the client for more than this share of the window, 0 to 1; 1 % is what a p99 sees.
    /// </summary>
    public double MaxGcPauseShare { get; init; } = 0.01;

    /// <summary>TargetMissed: more than this share of the scheduled arrivals, 0 to 1, was never sent.</summary>
    public double MaxDroppedShare { get; init; } = 0.01;

    /// <summary>TargetMissed: more than this share of the scheduled arrivals, 0 to 1, had to wait for a free client.</summary>
    public double MaxLateShare { get; init; } = 0.01;

    /// <summary>Unsteady: throughput drifted by more than this share of its median from the phase's start to its end, 0 to 1 …</summary>
    public double MaxDrift { get; init; } = 0.10;

    /// <summary>… and chance would make such a trend with less than this probability, 0 to 1.</summary>
    public double DriftSignificance { get; init; } = 0.05;

    /// <summary>Refused: more than this share of the batches failed, 0 to 1.</summary>
    public double MaxFailureShare { get; init; } = 0.5;

    /// <summary>TooShort: the measured window is shorter than this many seconds.</summary>
    public double MinWindowSeconds { get; init; } = 30;

    /// <summary>TooShort: fewer batches than this; a p99 of 1,000 rests on 10 of them.</summary>
    public long MinBatches { get; init; } = 1000;

    /// <summary>A note: this many results waited to be read.</summary>
    public long NotedResultsBacklog { get; init; } = 100_000;

    /// <summary>A note: this many work items waited for a thread of the pool.</summary>
    public long NotedThreadPoolQueue { get; init; } = 1000;

    /// <summary>The thresholds that are most often changed.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"CPU {100 * MaxCpuShare:0.#} %, failures {100 * MaxFailureShare:0.#} %, drift {100 * MaxDrift:0.#} %, "
            + $"{MinWindowSeconds:0.#} s, {MinBatches:#,0} batches");
}
