using EdFi.BatchPerf.Execution;
using EdFi.BatchPerf.Reporting.Locust;
using EdFi.BatchPerf.Reporting.Results;
using EdFi.BatchPerf.Reporting.Runs;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The files that a run writes; opened before anything is sent.</summary>
internal sealed class RunFiles : IDisposable
{
    private readonly LocustReport? _locust;

    private RunFiles(RunOptions options, LocustReport? locust)
    {
        Options = options;
        _locust = locust;
    }

    public RunOptions Options { get; }

    /// <exception cref="BatchPerfException">A path cannot be written.</exception>
    public static RunFiles Open(string? results, string? locustFolder, bool force, RunPlan plan)
    {
        var sinks = new List<IResultSink>();
        var observers = new List<IRunObserver>();
        if (results is not null)
        {
            sinks.Add(ResultCsvSink.Open(results, force));
            observers.Add(new RunJsonObserver(RunJson.PathBeside(results)));
        }

        LocustReport? locust = null;
        if (locustFolder is not null)
        {
            locust = LocustReport.Open(locustFolder, "batch_volume", plan.Scenarios.Select(static s => s.Scenario.RequestName));
            observers.Add(locust);
        }

        return new RunFiles(new RunOptions { Sinks = sinks, Observers = observers, ResultPath = results }, locust);
    }

    public void Dispose() => _locust?.Dispose();
}
