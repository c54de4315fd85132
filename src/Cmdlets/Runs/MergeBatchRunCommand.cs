using System.Management.Automation;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Merging;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Merge-BatchRun: makes one run of the runs of several machines that loaded a server together.</summary>
[Cmdlet(VerbsData.Merge, "BatchRun", DefaultParameterSetName = ByObject, SupportsShouldProcess = true)]
[OutputType(typeof(BatchRun))]
public sealed class MergeBatchRunCommand : BatchCmdlet
{
    private const string ByObject = "InputObject";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private readonly List<object> _runs = [];
    private readonly List<string> _files = [];

    /// <summary>BatchRun objects, of this session or stored, runs of Import-BatchResult, or files from Get-Item.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>.run.json files, or results files with one beside them; wildcards are allowed.</summary>
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

    /// <summary>The merged run's own file, which ends in .run.json; it is not written without.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string RunPath { get; set; } = "";

    /// <summary>Overwrites an existing -RunPath.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Check(() =>
    {
        _files.AddRange(FilePaths(Path, LiteralPath));
        Take();
        return true;
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var request = new MergeRequest
        {
            Runs = _runs,
            Paths = _files,
            Files = new LoadFiles { Run = IsGiven(nameof(RunPath)) ? Check(RunFile) : null, ReplaceRun = Force },
        };
        Await(_ => new MergeJob(new CmdletMergeHost(this, Force)).RunAsync(request));
    }

    private string RunFile() => RunPath.EndsWith(RunJson.Extension, StringComparison.OrdinalIgnoreCase)
        ? FilePath(RunPath)
        : throw new BatchPerfException(
            "RunFileNameWrong",
            ProblemKind.InvalidInput,
            $"'{RunPath}' does not end in {RunJson.Extension}, by which the files of runs are found.",
            $"Give a path like './merged{RunJson.Extension}'.");

    private void Take()
    {
        switch (Given.Read(InputObject))
        {
            case null when InputObject is null:
                break;
            case BatchRun run:
                _runs.Add(run);
                break;
            case RunDocument document:
                _runs.Add(document);
                break;
            case FileSystemInfo file:
                _files.Add(RequireFile(file.FullName));
                break;
            default:
                throw new BatchPerfException(
                    "NotARun",
                    ProblemKind.InvalidInput,
                    $"{Given.Describe(InputObject)} is not a run.",
                    "Pipe what -SummaryOnly of Invoke-BatchVolumeTest returned, or give -Path for .run.json files; rows of metrics are "
                        + "merged by Merge-BatchMetrics.");
        }
    }
}
