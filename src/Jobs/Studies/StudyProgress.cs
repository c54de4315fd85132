using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Shows which run is made, how it goes, and how long the study may still take.</summary>
internal sealed class StudyProgress(IJobHost host, string activity, StudyStep step, TimeSpan? length) : IRunObserver
{
    private readonly RunFigures _figures = new();

    public void OnSecond(BatchRun run, DateTimeOffset at)
    {
        var progress = new JobProgress(activity, [new LinePart(step.What, (1, "")), .. _figures.Of(run)]);
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
