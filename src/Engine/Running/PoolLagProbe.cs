using System.Diagnostics;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Measures twenty times a second how long the thread pool takes to start a work item: an answer's continuation waits as long, which is the
/// time that a saturated client adds to every latency that it reports.
/// </summary>
internal sealed class PoolLagProbe(LatencyHistogram lag)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                ThreadPool.UnsafeQueueUserWorkItem(
                    static state => state.Lag.Record((long)Stopwatch.GetElapsedTime(state.Queued).TotalMicroseconds),
                    (Lag: lag, Queued: Stopwatch.GetTimestamp()),
                    preferLocal: false);
            }
        }
        catch (OperationCanceledException)
        {
            // the run has ended
        }
    }
}
