using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Writes the run itself beside its results when it has ended.</summary>
internal sealed class RunJsonObserver(string path) : IRunObserver
{
    public void OnSecond(BatchRun run, DateTimeOffset at)
    {
        // only the end is written
    }

    public void OnEnd(BatchRun run) => RunJson.Write(path, run);
}
