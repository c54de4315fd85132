using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The files of a run: results, run document, HTML report, journal and the four of Locust; claimed before anything is sent, so that no other run writes any of them.</summary>
internal sealed class RunFiles : IAsyncDisposable
{
    private readonly OutputClaims _claims = new();
    private readonly string _directory;
    private readonly string _prefix;
    private readonly Func<string, string> _fullPath;
    private readonly RunSettings _settings;
    private RunJournal? _journal;
    private ResultCsvSink? _results;
    private LocustReport? _locust;

    private RunFiles(RunSettings settings, Func<string, string> fullPath, string directory, string prefix)
    {
        _settings = settings;
        _fullPath = fullPath;
        _directory = directory;
        _prefix = prefix;
    }

    public ResultCsvSink Results => _results ?? throw new InvalidOperationException("The files are not open yet.");

    public LocustReport Locust => _locust ?? throw new InvalidOperationException("The files are not open yet.");

    public string ResultPath => _settings.ResultPath is { } path ? _fullPath(path) : Path.Combine(_directory, _prefix + "_results.csv");

    public string RunPath => RunJson.PathBeside(ResultPath);

    public string ReportPath => Path.Combine(_directory, _prefix + "_report.html");

    public RunJournal Journal => _journal ?? throw new InvalidOperationException("The files are not open yet.");

    /// <summary>The files that are there.</summary>
    public IEnumerable<string> Paths => new[] { ReportPath, Results.Path, RunPath, Journal.Path }.Concat(Locust.Paths).Where(File.Exists);

    /// <summary>Makes the directory and claims the files, so that a path that cannot be written, or that another run writes, is known before anything is sent.</summary>
    /// <exception cref="BatchPerfException">A file or the directory cannot be written; another run writes it.</exception>
    public static async Task<RunFiles> PrepareAsync(RunSettings settings, ConsoleHost host)
    {
        var directory = host.FullPath(settings.Harness.OutputDirectory);
        OutputDirectory.Check(directory);
        var files = new RunFiles(settings, host.FullPath, directory, TestTypeName.Of(settings.Harness.TestType).ToLowerInvariant());
        try
        {
            files.Claim();
            return files;
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the files; only now, so that a run that never begins leaves those of an earlier one alone.</summary>
    public void Open(IEnumerable<RequestName> names, SetUpTraffic setUp)
    {
        _results = ResultCsvSink.Open(ResultPath, _settings.ResultPath is null || _settings.Force, _claims);
        _locust = LocustReport.Open(_directory, _prefix, names, setUp, _claims);

        // Those of an earlier run beside this run's results would be taken for its own, were it killed.
        OutputDirectory.Discard(RunPath);
        OutputDirectory.Discard(ReportPath);
    }

    /// <summary>Begins the run's journal, or goes on with that of the run that goes on.</summary>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public void OpenJournal(RunId id, ResumedRun? resumed, Func<JournalHeader> header)
    {
        var path = (_settings.Resume ?? _settings.JournalPath) is { } given ? _fullPath(given) : Path.Combine(_directory, $"{_prefix}_{id}.journal");
        _journal = resumed is null ? RunJournal.Create(path, header(), _settings.Force, _claims) : RunJournal.Continue(path, _claims);
    }

    /// <summary>Writes what describes the run as a whole: for programs, and for people.</summary>
    /// <returns>What could not be written; the other files are there all the same.</returns>
    public IReadOnlyList<BatchPerfException> WriteRun(RunDocument run, IReadOnlyList<BatchThresholdResult> tested)
    {
        var problems = new List<BatchPerfException>();
        foreach (var write in new Action[] { () => RunJson.Write(RunPath, run), () => HtmlPage.Write(ReportPath, run, tested) })
        {
            try
            {
                write();
            }
            catch (BatchPerfException problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _journal?.Dispose();
            _locust?.Dispose();
            if (_results is not null)
            {
                await _results.DisposeAsync();
            }
        }
        finally
        {
            _claims.Dispose();
        }
    }

    private void Claim()
    {
        ResultCsvSink.Claim(ResultPath, _settings.ResultPath is null || _settings.Force, _claims);
        _claims.Add(RunPath);
        _claims.Add(ReportPath);
        LocustReport.Claim(_directory, _prefix, _claims);
        if (_settings.Resume is { } resumed)
        {
            RunJournal.ClaimForMore(_fullPath(resumed), _claims);
        }
        else if (_settings.JournalPath is { } journal)
        {
            RunJournal.Claim(_fullPath(journal), _settings.Force, _claims);
        }
    }
}
