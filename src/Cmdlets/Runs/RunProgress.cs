using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Draws a run's progress about four times a second.</summary>
internal sealed class RunProgress(RunPlan plan, Action<ProgressRecord> write)
{
    private const int PeriodMilliseconds = 250;
    private readonly int _activity = Random.Shared.Next(1000, int.MaxValue);
    private long _next;

    public void Draw(BatchRun run)
    {
        var now = Environment.TickCount64;
        if (now < _next)
        {
            return;
        }

        _next = now + PeriodMilliseconds;
        var elapsed = run.Elapsed;
        var totals = run.Totals;
        var last = run.Intervals.Count == 0 ? null : run.Intervals[^1];
        var record = new ProgressRecord(_activity, $"Load on {run.Server}", Status(run, totals, last, elapsed));
        if (plan.PlannedDuration is { } planned)
        {
            record.PercentComplete = (int)Math.Clamp(100 * elapsed / planned, 0, 100);
            record.SecondsRemaining = (int)Math.Max(0, (planned - elapsed).TotalSeconds);
        }
        else if (plan.BatchCount is { } count)
        {
            record.PercentComplete = (int)Math.Clamp(100 * totals.Batches / count, 0, 100);
        }

        write(record);
    }

    /// <summary>Takes the bar away, also when the pipeline is closed downstream.</summary>
    public void Close()
    {
        if (_next == 0)
        {
            return;
        }

        try
        {
            write(new ProgressRecord(_activity, "Load", "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // after Ctrl+C PowerShell takes it away itself
        }
    }

    private static string Status(BatchRun run, RunTotals totals, IntervalPoint? last, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{elapsed:hh\\:mm\\:ss}  {run.Clients} clients  {last?.RequestsPerSecond ?? 0:0} batches/s  "
            + $"{last?.CommittedOperationsPerSecond ?? 0:0} committed operations/s  p95 {last?.P95Ms ?? 0:0.0} ms  {totals.Failed} "
            + $"failed of {totals.Batches}");
}
