using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// The four CSV files of a Locust run, so that scripts written for the harness keep working: the history grows while the run lasts, the
/// others are written at its end, each as a whole or not at all. Existing files are replaced, as Locust does.
/// </summary>
internal sealed class LocustReport : IRunObserver, IDisposable
{
    private const int History = 1;
    private static readonly string[] Suffixes = ["_stats.csv", "_stats_history.csv", "_failures.csv", "_exceptions.csv"];
    private readonly List<FileClaim?> _claims = [];
    private readonly LocustHistoryCsv _history;
    private readonly SetUp.SetUpTraffic? _setUp;

    private LocustReport(IReadOnlyList<string> paths, IEnumerable<RequestName>? names, SetUp.SetUpTraffic? setUp, OutputClaims? claims)
    {
        _setUp = setUp;
        Paths = paths;
        FileStream? history = null;
        try
        {
            foreach (var path in paths)
            {
                _claims.Add(OutputClaims.Own(claims, path, notWritableId: "ReportNotWritable"));
                OutputFile.Probe(path, force: true);
            }

            history = OutputFile.Create(paths[History], force: true, FileAudience.Umask);
            _history = new LocustHistoryCsv(history, names);
        }
        catch (Exception exception)
        {
            history?.Dispose();
            Release();
            if (exception is IOException)
            {
                throw OutputFile.NotWritable(paths[History], "ReportNotWritable", exception);
            }

            throw;
        }

        // Those of an earlier run beside this run's history would be taken for its own, were it killed.
        foreach (var path in paths.Where(p => p != paths[History]))
        {
            OutputFile.Discard(path);
        }
    }

    /// <summary>Full paths of the four files.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>
    /// Creates the history, and the directory where it is missing; removes files that an earlier run left under the other names.
    /// </summary>
    /// <param name="directory">Folder for the files.</param>
    /// <param name="prefix">Prefix of the files' names; the harness's is the test type in lower case, <c>batch_volume</c>.</param>
    /// <param name="names">Request names that are known before the run.</param>
    /// <param name="setUp">Set-up traffic, read at the end; null where there is none.</param>
    /// <param name="claims">Claims of the host; files that are not among them are claimed here until the report is disposed.</param>
    /// <exception cref="BatchPerfException"><c>OutputInUse</c>, <c>ReportNotWritable</c>.</exception>
    public static LocustReport Open(
        string directory,
        string prefix,
        IEnumerable<RequestName>? names = null,
        SetUp.SetUpTraffic? setUp = null,
        OutputClaims? claims = null) =>
        new(PathsIn(OutputFile.EnsureDirectory(directory), prefix), names, setUp, claims);

    /// <summary>
    /// Claims the files of a later <see cref="Open"/> and finds out whether they can be written in a directory, which is made where it is
    /// missing.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>OutputDirectoryNotWritable</c>, <c>OutputInUse</c>, <c>ReportNotWritable</c>.</exception>
    public static void Claim(string directory, string prefix, OutputClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var path in PathsIn(OutputFile.EnsureDirectory(directory), prefix))
        {
            claims.Add(path, notWritableId: "ReportNotWritable");
            OutputFile.Probe(path, force: true);
        }
    }

    /// <inheritdoc/>
    public void OnSecond(BatchRun run, DateTimeOffset at) => _history.OnSecond(run, at);

    /// <inheritdoc/>
    public void OnEnd(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var problems = new List<Exception>();
        Try(() => _history.OnEnd(run));
        Try(() => Write(0, stream => LocustStatsCsv.Write(stream, run.GetNameSnapshots(), run.Elapsed, _setUp)));
        Try(() => Write(2, stream => LocustFailuresCsv.Write(stream, run.Errors)));
        Try(() => Write(3, stream => LocustExceptionsCsv.Write(stream, run.Fault)));
        if (problems.Count > 0)
        {
            throw new IOException(string.Join(' ', problems.Select(static p => p.Message)), problems[0]);
        }

        void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BatchPerfException)
            {
                problems.Add(exception);
            }
        }
    }

    /// <summary>Closes the history and releases the files.</summary>
    public void Dispose()
    {
        try
        {
            _history.Dispose();
        }
        catch (IOException)
        {
            // the run that ends by itself is told by OnEnd; of one that is given up nothing more is written
        }

        Release();
    }

    private static string[] PathsIn(string directory, string prefix) =>
        Array.ConvertAll(Suffixes, suffix => Path.Combine(directory, prefix + suffix));

    private void Write(int index, Action<Stream> write) => OutputFile.Write(Paths[index], FileAudience.Umask, write);

    private void Release() => _claims.ForEach(static claim => claim?.Dispose());
}
