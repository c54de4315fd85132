using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Measures of the client itself in the measured window, from which the verdict is made. Null where something was not measured.
/// </summary>
public sealed record ClientHealth
{
    /// <summary>Length of the measured window in seconds.</summary>
    public double WindowSeconds { get; init; }

    /// <summary>Batches scheduled in the window.</summary>
    public long Batches { get; init; }

    /// <summary>Batches among them that failed.</summary>
    public long Failures { get; init; }

    /// <summary>The most frequent kind of failure; null without one.</summary>
    public ErrorKind? FailureKind { get; init; }

    /// <summary>Number of failures of kind <see cref="FailureKind"/>.</summary>
    public long FailuresOfKind { get; init; }

    /// <summary>Number of failures of the client's own for want of descriptors, ports or memory.</summary>
    public long ResourceFailures { get; init; }

    /// <summary>
    /// Attempts of batches in the window that were not sent for the same reason and were followed by another: response times hold the
    /// client's own wait.
    /// </summary>
    public long ResourceRetries { get; init; }

    /// <summary>Message of one of these failures or attempts, which names the resource that was lacking; null without one.</summary>
    public string? ResourceFailure { get; init; }

    /// <summary>
    /// Seconds from the run's start to the last stretch of time in which most batches failed; those do not count that the client could not
    /// send. Null where there is none.
    /// </summary>
    public double? FailuresSinceSeconds { get; init; }

    /// <summary>Seconds from the run's start to the end of that stretch; null where it lasts to the end of the run.</summary>
    public double? FailuresUntilSeconds { get; init; }

    /// <summary>How many such stretches there were: a breaker that opens again and again makes several.</summary>
    public int FailureStretches { get; init; }

    /// <summary>Median response time of failures that the server answered, ms; null without one.</summary>
    public double? FailureP50Ms { get; init; }

    /// <summary>The longest wait that the server asked for with Retry-After, in seconds; null where it never did.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>Shortest response time of a success, ms; null without one.</summary>
    public double? ResponseMinMs { get; init; }

    /// <summary>Median response time of successes, ms; null without a sample.</summary>
    public double? ResponseP50Ms { get; init; }

    /// <summary>Cores available to the process.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>CPU time of the process divided by window and cores, 0 to 1.</summary>
    public double CpuShare { get; init; }

    /// <summary>
    /// p99 of how much later than scheduled a batch went out, ms, over those that did not wait for a free client: such a wait is the
    /// server's doing and counts under <see cref="ArrivalsLate"/>. Null in a closed loop without pacing.
    /// </summary>
    public double? ScheduleLagP99Ms { get; init; }

    /// <summary>
    /// p99 of the time that a work item waits for a thread of the pool, in ms: answers are seen that much later than they came. Null when
    /// not measured.
    /// </summary>
    public double? ThreadPoolLagP99Ms { get; init; }

    /// <summary>p99 of how long a batch waited for a connection, ms.</summary>
    public double? ConnectionQueueP99Ms { get; init; }

    /// <summary>The most results that waited to be read at one time.</summary>
    public long PeakResultsBacklog { get; init; }

    /// <summary>Total time for which garbage collection stopped the process, ms.</summary>
    public double GcPauseTotalMs { get; init; }

    /// <summary>
    /// The longest such stop that was seen, ms; shorter ones than the true longest may be all that sampling once a second meets.
    /// </summary>
    public double GcPauseMaxMs { get; init; }

    /// <summary>The most work items that waited for a thread of the pool when sampled.</summary>
    public long ThreadPoolQueuePeak { get; init; }

    /// <summary>Closed loop: clients that were planned; null where the load is another, or ends by itself before they are there.</summary>
    public int? ClientsPlanned { get; init; }

    /// <summary>Clients that began.</summary>
    public int ClientsBegun { get; init; }

    /// <summary>Planned time until the last client begins, in seconds.</summary>
    public double RampSeconds { get; init; }

    /// <summary>True where the measured window is all ramp, because the run is planned to end before it.</summary>
    public bool RampIsMeasured { get; init; }

    /// <summary>Open loop: arrivals that should have gone out; null in a closed loop.</summary>
    public long? ArrivalsScheduled { get; init; }

    /// <summary>Open loop: arrivals that went out.</summary>
    public long ArrivalsSent { get; init; }

    /// <summary>Open loop: arrivals that never went out.</summary>
    public long ArrivalsDropped { get; init; }

    /// <summary>Open loop: arrivals that went out late because no client was free.</summary>
    public long ArrivalsLate { get; init; }

    /// <summary>
    /// Throughput, in any one unit, of successive equal parts of the measured phase, usually ten; empty where no steady throughput was
    /// asked for (stages), which is then not judged.
    /// </summary>
    public IReadOnlyList<double> Throughput { get; init => field = PlainList.Of(value); } = [];

    /// <summary>The share of the processor that the client used, and how late it sent.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"CPU {100 * CpuShare:0.#} % of {Cores} cores, schedule lag p99 {ScheduleLagP99Ms ?? 0:0.###} ms, "
            + $"GC pauses {GcPauseTotalMs:0.#} ms");
}
