using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Draws the progress of many runs: which one, how it goes, how long it may still take.</summary>
internal sealed class StudyProgress(string activity, Action<ProgressRecord> write)
{
    private const int PeriodMilliseconds = 250;
    private readonly int _id = Random.Shared.Next(1000, int.MaxValue);
    private long _next;

    /// <param name="what">The run in words.</param>
    /// <param name="run">The live run.</param>
    /// <param name="length">How long it takes by plan.</param>
    /// <param name="done">Runs that have ended.</param>
    /// <param name="planned">Runs in all; null where that is not known.</param>
    public void Draw(string what, BatchRun run, TimeSpan length, int done, int? planned)
    {
        var now = Environment.TickCount64;
        if (now < _next)
        {
            return;
        }

        _next = now + PeriodMilliseconds;
        var last = run.Intervals.Count == 0 ? null : run.Intervals[^1];
        var record = new ProgressRecord(_id, activity, string.Create(CultureInfo.InvariantCulture, $"{what}: {last?.CommittedOperationsPerSecond ?? 0:0} committed operations/s, p95 {last?.P95Ms ?? 0:0.0} ms, {run.Totals.Failed} failed"));
        if (planned is { } all)
        {
            var share = Math.Clamp((DateTimeOffset.UtcNow - run.StartedAt) / length, 0, 1);
            record.PercentComplete = (int)Math.Clamp(100 * (done + share) / all, 0, 100);
            record.SecondsRemaining = (int)((all - done - share) * length.TotalSeconds);
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
            write(new ProgressRecord(_id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // after Ctrl+C PowerShell takes it away itself
        }
    }
}
