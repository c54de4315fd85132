using EdFi.BatchPerf.Documents.Journals;
using EdFi.BatchPerf.Metrics;
using EdFi.BatchPerf.Reporting;
using EdFi.BatchPerf.Reporting.Locust;
using EdFi.BatchPerf.Reporting.Page;
using EdFi.BatchPerf.Reporting.Results;
using EdFi.BatchPerf.Reporting.Runs;
using EdFi.BatchPerf.Reporting.SetUp;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The files of a run: results, run document, HTML report and the four of Locust.</summary>
internal sealed class RunFiles : IAsyncDisposable
{
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

    public string RunPath => RunJson.PathBeside(Results.Path);

    public string ReportPath => Path.Combine(_directory, _prefix + "_report.html");

    public RunJournal Journal => _journal ?? throw new InvalidOperationException("The files are not open yet.");

    public IEnumerable<string> Paths => [ReportPath, Results.Path, RunPath, Journal.Path, .. Locust.Paths];

    /// <summary>Makes the directory and looks at the results file that was asked for, so that a path that cannot be written is known before anything is sent.</summary>
    /// <exception cref="BatchPerfException">A file or the directory cannot be written.</exception>
    public static RunFiles Prepare(RunSettings settings, ConsoleHost host)
    {
        var directory = host.FullPath(settings.Harness.OutputDirectory);
        OutputDirectory.Check(directory);
        if (settings.ResultPath is { } path)
        {
            ResultCsvSink.Probe(host.FullPath(path), settings.Force);
        }

        return new RunFiles(settings, host.FullPath, directory, TestTypeName.Of(settings.Harness.TestType).ToLowerInvariant());
    }

    /// <summary>Opens the files; only now, so that a run that never begins leaves those of an earlier one alone.</summary>
    public void Open(IEnumerable<RequestName> names, SetUpTraffic setUp)
    {
        _results = _settings.ResultPath is { } path ? ResultCsvSink.Open(_fullPath(path), _settings.Force) : ResultCsvSink.Open(Path.Combine(_directory, _prefix + "_results.csv"), force: true);
        _locust = LocustReport.Open(_directory, _prefix, names, setUp);
    }

    /// <summary>Begins the run's journal, or goes on with that of the run that goes on.</summary>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public void OpenJournal(RunId id, ResumedRun? resumed, Func<JournalHeader> header)
    {
        var path = (_settings.Resume ?? _settings.JournalPath) is { } given ? _fullPath(given) : Path.Combine(_directory, $"{_prefix}_{id}.journal");
        _journal = resumed is null ? RunJournal.Create(path, header(), _settings.Force) : RunJournal.Continue(path);
    }

    /// <summary>Writes what describes the run as a whole: for programs, and for people.</summary>
    /// <exception cref="BatchPerfException">A file cannot be written.</exception>
    public void WriteRun(RunDocument run, IReadOnlyList<BatchThresholdResult> tested)
    {
        RunJson.Write(RunPath, run);
        HtmlPage.Write(ReportPath, run, tested);
    }

    public async ValueTask DisposeAsync()
    {
        _journal?.Dispose();
        _locust?.Dispose();
        if (_results is not null)
        {
            await _results.DisposeAsync();
        }
    }
}
