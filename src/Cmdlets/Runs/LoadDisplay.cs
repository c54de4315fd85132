using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Draws a load's progress about four times a second.</summary>
internal sealed class LoadDisplay(RunPlan plan, ProgressDisplay display)
{
    private const int PeriodMilliseconds = 250;
    private readonly RunProgress _progress = new(plan);
    private long _next;

    public void Draw(BatchRun run)
    {
        var now = Environment.TickCount64;
        if (now >= _next)
        {
            _next = now + PeriodMilliseconds;
            display.Show(_progress.Of(run));
        }
    }

    public void Close()
    {
        if (_next > 0)
        {
            display.Show(new JobProgress(RunProgress.Activity) { Done = true });
        }
    }
}
