using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Running;
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
    public static RunFiles Open(string? results, string? locustFolder, string? journalPath, bool force, RunStart start, BatchConnection connection, OutputClaims claims)
    {
        var sinks = new List<IResultSink>();
        var observers = new List<IRunObserver>();
        LocustReport? locust = null;
        if (locustFolder is not null)
        {
            locust = LocustReport.Open(locustFolder, Prefix(start.Plan), start.Plan.RequestNames(connection.ResourcesUrl), setUp: null, claims);
            observers.Add(locust);
        }

        RunJournal? journal = null;
        try
        {
            journal = start.OpenJournal(journalPath, connection.BaseUrl, force, claims);
            if (results is not null)
            {
                sinks.Add(ResultCsvSink.Open(results, force, claims));
                OutputDirectory.Discard(RunJson.PathBeside(results)); // that of an earlier run would be taken for this run's, were it killed
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

    /// <summary>Claims files before the server is touched, and finds out whether they could be written; leaves what is there as it is.</summary>
    /// <exception cref="BatchPerfException">A path cannot be written; another run writes it.</exception>
    public static void Claim(string? results, string? locustFolder, string? journal, bool resumes, bool force, RunPlan plan, OutputClaims claims)
    {
        if (results is not null)
        {
            ResultCsvSink.Claim(results, force, claims);
            claims.Add(RunJson.PathBeside(results));
        }

        if (locustFolder is not null)
        {
            LocustReport.Claim(locustFolder, Prefix(plan), claims);
        }

        if (journal is not null && resumes)
        {
            RunJournal.ClaimForMore(journal, claims);
        }
        else if (journal is not null)
        {
            RunJournal.Claim(journal, force, claims);
        }
    }

    public void Dispose()
    {
        _locust?.Dispose();
        _journal?.Dispose();
    }

    private static string Prefix(RunPlan plan) => TestTypeName.Of(plan.TestType).ToLowerInvariant();
}
