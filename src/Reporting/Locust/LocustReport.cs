using EdFi.BatchPerf.Execution;
using EdFi.BatchPerf.Metrics;

namespace EdFi.BatchPerf.Reporting.Locust;

/// <summary>
/// The four CSV files of a Locust run, so that scripts written for the harness keep working: the history grows while the run lasts, the
/// others are written at its end. Existing files are overwritten, as Locust does.
/// </summary>
public sealed class LocustReport : IRunObserver, IDisposable
{
    private readonly FileStream _stats;
    private readonly FileStream _failures;
    private readonly FileStream _exceptions;
    private readonly LocustHistoryCsv _history;
    private readonly SetUp.SetUpTraffic? _setUp;

    private LocustReport(string stem, IEnumerable<RequestName>? names, SetUp.SetUpTraffic? setUp)
    {
        _setUp = setUp;
        var opened = new List<FileStream>();
        try
        {
            foreach (var suffix in new[] { "_stats.csv", "_stats_history.csv", "_failures.csv", "_exceptions.csv" })
            {
                opened.Add(OutputFile.Create(stem + suffix, force: true));
            }
        }
        catch
        {
            opened.ForEach(static f => f.Dispose());
            throw;
        }

        (_stats, _failures, _exceptions) = (opened[0], opened[2], opened[3]);
        _history = new LocustHistoryCsv(opened[1], names);
        Paths = opened.ConvertAll(static f => f.Name);
    }

    /// <summary>Full paths of the four files.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Creates the files, and the directory where it is missing.</summary>
    /// <param name="directory">Where they go.</param>
    /// <param name="prefix">How their names begin; the harness's is the test type in lower case, <c>batch_volume</c>.</param>
    /// <param name="names">Request names that are known before the run.</param>
    /// <param name="setUp">Set-up traffic, read at the end; null where there is none.</param>
    /// <exception cref="BatchPerfException"><c>ReportNotWritable</c>.</exception>
    public static LocustReport Open(string directory, string prefix, IEnumerable<RequestName>? names = null, SetUp.SetUpTraffic? setUp = null) =>
        new(Path.Combine(OutputFile.EnsureDirectory(directory), prefix), names, setUp);

    /// <summary>Finds out whether files can be created in a directory, which is made where it is missing.</summary>
    /// <exception cref="BatchPerfException"><c>OutputDirectoryNotWritable</c>, <c>ReportNotWritable</c>.</exception>
    public static void Probe(string directory) =>
        OutputFile.Probe(Path.Combine(OutputFile.EnsureDirectory(directory), Path.GetRandomFileName()), force: false);

    /// <inheritdoc/>
    public void OnSecond(BatchRun run, DateTimeOffset at) => _history.OnSecond(run, at);

    /// <inheritdoc/>
    public void OnEnd(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _history.OnEnd(run);
        LocustStatsCsv.Write(_stats, run.GetNameSnapshots(), (run.EndedAt ?? DateTimeOffset.UtcNow) - run.StartedAt, _setUp);
        LocustFailuresCsv.Write(_failures, run.Errors);
        LocustExceptionsCsv.Write(_exceptions, run.Fault);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _history.Dispose();
        _stats.Dispose();
        _failures.Dispose();
        _exceptions.Dispose();
    }
}
