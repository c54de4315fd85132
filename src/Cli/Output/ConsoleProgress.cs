using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Shows once a second how a load goes.</summary>
internal sealed class ConsoleProgress(IJobHost host, RunPlan plan) : IRunObserver
{
    private readonly RunProgress _progress = new(plan);

    public void OnSecond(BatchRun run, DateTimeOffset at) => host.Progress(_progress.Of(run));

    public void OnWait(BatchRun run) => host.Progress(_progress.Of(run));

    public void OnEnd(BatchRun run)
    {
        // the summary says the rest
    }
}
