using System.Globalization;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Shows which run is made, how it goes, and how long the study may still take.</summary>
internal sealed class StudyProgress(IJobHost host, string activity, StudyStep step, TimeSpan? length) : IRunObserver
{
    public void OnSecond(BatchRun run, DateTimeOffset at)
    {
        var last = run.Intervals.Count == 0 ? null : run.Intervals[^1];
        var status = string.Create(
            CultureInfo.InvariantCulture,
            $"{step.What}: {last?.CommittedOperationsPerSecond ?? 0:0} committed operations/s, p95 {last?.P95Ms ?? 0:0.0} ms, "
                + $"{run.Totals.Failed} failed");
        var progress = new JobProgress(activity, status);
        if (step.Planned is { } all && length is { } time && time > TimeSpan.Zero)
        {
            var share = Math.Clamp(run.Elapsed / time, 0, 1);
            progress = progress with
            {
                Percent = (int)Math.Clamp(100 * (step.Before + share) / all, 0, 100),
                Remaining = (all - step.Before - share) * time,
            };
        }

        host.Progress(progress);
    }

    public void OnEnd(BatchRun run)
    {
        // the next run draws over it
    }
}
