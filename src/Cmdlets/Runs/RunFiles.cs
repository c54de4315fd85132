using EdFi.BatchPerf.Execution;
using EdFi.BatchPerf.Reporting.Locust;
using EdFi.BatchPerf.Reporting.Results;
using EdFi.BatchPerf.Reporting.Runs;
using EdFi.BatchPerf.Settings;

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
    public static RunFiles Open(string? results, string? locustFolder, bool force, RunPlan plan, Uri resources)
    {
        var sinks = new List<IResultSink>();
        var observers = new List<IRunObserver>();
        LocustReport? locust = null;
        if (locustFolder is not null)
        {
            locust = LocustReport.Open(locustFolder, TestTypeName.Of(plan.TestType).ToLowerInvariant(), plan.RequestNames(resources));
            observers.Add(locust);
        }

        try
        {
            if (results is not null)
            {
                sinks.Add(ResultCsvSink.Open(results, force));
                observers.Add(new RunJsonObserver(RunJson.PathBeside(results)));
            }
        }
        catch
        {
            locust?.Dispose();
            throw;
        }

        return new RunFiles(new RunOptions { Sinks = sinks, Observers = observers, ResultPath = results }, locust);
    }

    /// <summary>Finds out whether files could be written, before the server is touched; leaves what is there as it is.</summary>
    /// <exception cref="BatchPerfException">A path cannot be written.</exception>
    public static bool Probe(string? results, string? locustFolder, bool force)
    {
        if (results is not null)
        {
            ResultCsvSink.Probe(results, force);
        }

        if (locustFolder is not null)
        {
            LocustReport.Probe(locustFolder);
        }

        return true;
    }

    public void Dispose() => _locust?.Dispose();
}
