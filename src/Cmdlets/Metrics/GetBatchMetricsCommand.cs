using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Get-BatchMetrics: results, a run or a results file made into metrics, a row for each request name and one Aggregated.</summary>
[Cmdlet(VerbsCommon.Get, "BatchMetrics", DefaultParameterSetName = ByObject)]
[OutputType(typeof(BatchMetrics), typeof(BatchIntervalMetrics), typeof(OperationLedgerRow))]
public sealed class GetBatchMetricsCommand : BatchCmdlet
{
    private const string ByObject = "InputObject";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private readonly ResultAccumulator _results = new();
    private readonly RunLookup _runs = new();
    private MetricsTimeline? _timeline;
    private bool _any;

    /// <summary>BatchResult objects, a BatchRun or rows of BatchMetrics, of this session or stored, or files from Get-Item.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Results files, as -ResultPath writes them, or the .run.json files beside them; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResultFileCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>Files as in -Path, whose names are taken as they are, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Returns the outcomes of all operations, by request name and position, instead: of a run, or of the run that live results belong to.
    /// </summary>
    [Parameter]
    public SwitchParameter ByOperation { get; set; }

    /// <summary>
    /// Returns what completed in each interval of so long instead: a row for each interval and request name, and one for all.
    /// </summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    public TimeSpan Interval { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Check(() => ByOperation && Interval > TimeSpan.Zero
            ? throw new BatchPerfException(
                "IntervalNotPossible",
                ProblemKind.InvalidInput,
                "-ByOperation and -Interval exclude each other: the ledger is kept for a whole run.",
                "Give one of them.")
            : true);
        _timeline = Interval > TimeSpan.Zero ? new MetricsTimeline(Interval) : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Check(() => FilePaths(Path, LiteralPath)))
        {
            ReadFile(path);
        }

        switch (Check(() => Given.Read(InputObject)))
        {
            case null when InputObject is null:
                break;
            case BatchRun run:
                WriteRun(run);
                break;
            case RunDocument run:
                WriteStored(run);
                break;
            case FileSystemInfo file:
                ReadFile(Check(() => RequireFile(file.FullName)));
                break;
            case BatchMetrics row:
                WriteObject(Check(() => AsItIs(row)));
                break;
            case IReadOnlyList<BatchMetrics> rows:
                WriteObject(rows.Select(row => Check(() => AsItIs(row))), enumerateCollection: true);
                break;
            case BatchResult result:
                Take(result);
                break;
            default:
                Check<bool>(() => throw NotAResult());
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_any)
        {
            WriteObject(
                ByOperation ? Check(_runs.Ledgers) : _timeline?.Rows() ?? (IEnumerable<object>)_results.Rows,
                enumerateCollection: true);
        }

        foreach (var (run, seconds) in _timeline?.Widened ?? new Dictionary<string, double>(StringComparer.Ordinal))
        {
            WriteWarning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Run {run} is too long for intervals of {DurationText.Format(Interval)}: they are {seconds:0.###} s wide."));
        }
    }

    /// <summary>Metrics are metrics already; there is nothing more in them.</summary>
    private BatchMetrics AsItIs(BatchMetrics row) => !ByOperation && _timeline is null ? row : throw new BatchPerfException(
        "IntervalNotPossible",
        ProblemKind.InvalidInput,
        $"The row {row.Name} of metrics tells neither of its operations nor of how it was over time.",
        "Pipe the run or its results, or give -Path for its results file.");

    private BatchPerfException NotAResult() => new(
        "NotAResult",
        ProblemKind.InvalidInput,
        $"{Given.Describe(InputObject)} is neither a BatchResult nor a BatchRun.",
        "Pipe what Invoke-BatchVolumeTest returned, or give -Path for a results file.");

    private void WriteStored(RunDocument run) => WriteObject(
        Check(() => _timeline is null
            ? ByOperation ? run.Ledger : (IEnumerable<object>)run.Metrics
            : throw NoTimes(run.RunId)),
        enumerateCollection: true);

    private static BatchPerfException NoTimes(string runId) => new(
        "IntervalNotPossible",
        ProblemKind.InvalidInput,
        $"Run {runId} was read from a file, which keeps no response times over time.",
        "Give -Path for its results file, or the run in memory.");

    private void WriteRun(BatchRun run)
    {
        if (Interval <= TimeSpan.Zero)
        {
            WriteObject(ByOperation ? run.Ledger : run.Metrics, enumerateCollection: true);
            return;
        }

        if (run.IntervalSeconds == 0)
        {
            Check<bool>(() => throw NoTimes(run.RunId));
        }

        if (run.Intervals is [var first, _, ..] && first.WidthSeconds > 1.5 * Interval.TotalSeconds)
        {
            WriteWarning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Run {run.RunId} keeps intervals of {first.WidthSeconds:0} s and no shorter ones. Pipe its results, or give "
                        + $"-Path for its results file."));
        }

        WriteObject(MetricsTimeline.Of(run, Interval), enumerateCollection: true);
    }

    private void ReadFile(string path)
    {
        if (RunJson.IsNamed(path))
        {
            switch (Check(() => StoredRuns.AsStored(RunJson.Read(path))))
            {
                case BatchRun known:
                    WriteRun(known);
                    break;
                case RunDocument stored:
                    WriteStored(stored);
                    break;
            }

            return;
        }

        var run = File.Exists(path) ? Check(() => RunJson.ReadBeside(path)) : null;
        if (run is not null)
        {
            _results.Note(run);
            _runs.Note(run);
        }

        var reader = new ResultCsvReader(path);
        var own = true;
        string? unknown = null;
        Check(() =>
        {
            foreach (var result in reader.Read())
            {
                own &= result.RunId == run?.RunId;
                if (result.RunId != run?.RunId && !ReferenceEquals(result.RunId, unknown))
                {
                    unknown = result.RunId;
                    _results.NotePartUnknown(unknown);
                }

                if (StopToken.IsCancellationRequested)
                {
                    throw new PipelineStoppedException();
                }

                Take(result);
            }

            return true;
        });
        reader.Warn(own ? run : null, WriteWarning);
    }

    private void Take(BatchResult result)
    {
        _any = true;
        if (ByOperation)
        {
            _runs.Note(result);
        }
        else if (_timeline is not null)
        {
            _timeline.Record(result);
        }
        else
        {
            _results.Take(result);
        }
    }
}
