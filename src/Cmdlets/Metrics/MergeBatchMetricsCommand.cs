using System.Management.Automation;
using EdFi.BatchPerf.Files.Merging;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Merge-BatchMetrics: merges the metrics of several machines' runs, or of several runs of one machine.</summary>
[Cmdlet(VerbsData.Merge, "BatchMetrics", DefaultParameterSetName = ByObject)]
[OutputType(typeof(BatchMetrics))]
public sealed class MergeBatchMetricsCommand : BatchCmdlet
{
    private const string ByObject = "InputObject";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private readonly MetricsMerger _merger = new();
    private readonly List<BatchMetrics> _rows = [];

    /// <summary>BatchRun objects, live or stored, rows of BatchMetrics, or files from Get-Item.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>.run.json files and results files; wildcards are allowed.</summary>
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

    /// <inheritdoc/>
    protected override void ProcessRecord() => Check(() =>
    {
        foreach (var file in FilePaths(Path, LiteralPath))
        {
            _merger.AddFile(file, WriteWarning, StopToken);
        }

        Take();
        return true;
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(
        Check(() =>
        {
            if (_rows.Count > 0)
            {
                _merger.Add(_rows, "the rows piped");
            }

            return _merger.Merge(WriteWarning);
        }),
        enumerateCollection: true);

    private void Take()
    {
        switch (Given.Read(InputObject))
        {
            case null when InputObject is null:
                break;
            case BatchRun run:
                _merger.Add(run);
                break;
            case RunDocument document:
                _merger.Add(document);
                break;
            case FileSystemInfo file:
                _merger.AddFile(RequireFile(file.FullName), WriteWarning, StopToken);
                break;
            case BatchMetrics row:
                _rows.Add(row);
                break;
            case IReadOnlyList<BatchMetrics> rows:
                _rows.AddRange(rows);
                break;
            default:
                throw new BatchPerfException(
                    "NotARun",
                    ProblemKind.InvalidInput,
                    $"{Given.Describe(InputObject)} is neither a run nor a row of metrics.",
                    "Pipe what -SummaryOnly of Invoke-BatchVolumeTest or Get-BatchMetrics returned, or give -Path.");
        }
    }
}
