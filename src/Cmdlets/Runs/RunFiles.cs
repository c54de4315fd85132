using EdFi.BatchPerf.Documents.Journals;
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
    private readonly RunJournal? _journal;

    private RunFiles(RunOptions options, LocustReport? locust, RunJournal? journal)
    {
        Options = options;
        _locust = locust;
        _journal = journal;
    }

    public RunOptions Options { get; }

    /// <exception cref="BatchPerfException">A path cannot be written.</exception>
    public static RunFiles Open(string? results, string? locustFolder, string? journalPath, bool force, RunStart start, BatchConnection connection)
    {
        var sinks = new List<IResultSink>();
        var observers = new List<IRunObserver>();
        LocustReport? locust = null;
        if (locustFolder is not null)
        {
            locust = LocustReport.Open(locustFolder, TestTypeName.Of(start.Plan.TestType).ToLowerInvariant(), start.Plan.RequestNames(connection.ResourcesUrl));
            observers.Add(locust);
        }

        RunJournal? journal = null;
        try
        {
            journal = start.OpenJournal(journalPath, connection.BaseUrl, force);
            if (results is not null)
            {
                sinks.Add(ResultCsvSink.Open(results, force));
                observers.Add(new RunJsonObserver(RunJson.PathBeside(results)));
            }
        }
        catch
        {
            journal?.Dispose();
            locust?.Dispose();
            throw;
        }

        return new RunFiles(new RunOptions { Sinks = sinks, Observers = observers, ResultPath = results, RunId = start.Id, Journal = journal }, locust, journal);
    }

    /// <summary>Finds out whether files could be written, before the server is touched; leaves what is there as it is.</summary>
    /// <exception cref="BatchPerfException">A path cannot be written.</exception>
    public static bool Probe(string? results, string? locustFolder, string? journal, bool force)
    {
        if (results is not null)
        {
            ResultCsvSink.Probe(results, force);
        }

        if (locustFolder is not null)
        {
            LocustReport.Probe(locustFolder);
        }

        if (journal is not null)
        {
            RunJournal.Probe(journal, force);
        }

        return true;
    }

    public void Dispose()
    {
        _locust?.Dispose();
        _journal?.Dispose();
    }
}
