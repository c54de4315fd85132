using System.Management.Automation;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Page.Report;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Export-BatchReport: writes a run's report as files for people, tools and build servers.</summary>
[Cmdlet(VerbsData.Export, "BatchReport", DefaultParameterSetName = ByObject, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBatchReportCommand : BatchCmdlet
{
    private const string ByObject = "InputObject";
    private const string ByLiteralPath = "LiteralPath";
    private bool _done;
    private object? _given;
    private BatchThreshold[] _thresholds = [];

    /// <summary>
    /// A BatchRun, an object of Import-BatchResult, or the path of a .run.json or results file; wildcards are allowed.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    [SupportsWildcards]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The path of a .run.json or results file, taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The folder that the files go into; it is made where it is missing.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Formats to write; all when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BatchReportFormat[] Format { get; set; } = [];

    /// <summary>Limits that the report holds the run against, and that thresholds.xml lists, as Test-BatchThreshold takes them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ThresholdCompleter))]
    public string[] Threshold { get; set; } = [];

    /// <summary>
    /// A stored run that report.html compares the run with: a BatchRun, an object of Import-BatchResult, or the path of a
    /// .run.json or results file.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResultFileCompleter))]
    public PSObject? Baseline { get; set; }

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _thresholds = Check(() => Threshold.Select(ThresholdParser.Parse).ToArray());

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var plan = Check(Plan);
        if (!ShouldProcess(string.Join(", ", plan.Paths), "Write"))
        {
            return;
        }

        Check(() =>
        {
            plan.Write(Force);
            return true;
        });
        foreach (var note in plan.Notes)
        {
            if (Format.Length > 0)
            {
                WriteWarning(note);
            }
            else
            {
                WriteVerbose(note);
            }
        }

        // as Get-Item returns them: a FileInfo alone lacks what the view's first columns show
        string[] files = [.. plan.Paths.Select(static path => @"Microsoft.PowerShell.Core\FileSystem::" + path)];
        WriteObject(InvokeProvider.Item.Get(files, force: true, literalPath: true), enumerateCollection: true);
    }

    private ReportPlan Plan()
    {
        RequireFirst();
        var file = File();
        var source = file is null ? Source() : ReportSource.Read(file, WriteWarning, StopToken);
        IEnumerable<BatchReportFormat> formats = Format.Length > 0
            ? Format
            : Enum.GetValues<BatchReportFormat>().Where(f => f switch
            {
                BatchReportFormat.JUnit => _thresholds.Length > 0,
                BatchReportFormat.Markdown => false, // for pipelines, which ask for it
                _ => true,
            });
        if (_thresholds.Length == 0 && Format.Contains(BatchReportFormat.JUnit))
        {
            throw new BatchPerfException(
                "ThresholdMissing",
                ProblemKind.InvalidInput,
                "thresholds.xml holds a test case for each threshold, and none was given.",
                "Give -Threshold, like 'p95 < 250ms'.");
        }

        return ReportPlan.Make(source, FilePath(Path), formats, new ReportFindings
        {
            Limits = [.. _thresholds.SelectMany(t => t.Test(Subject(source, file)))],
            Baseline = Baseline is null ? null : BaselineFindings.Of(Compared(Baseline), Candidate(source, file)),
        });
    }

    /// <summary>A folder holds the report of one run.</summary>
    private void RequireFirst()
    {
        if (_done)
        {
            throw new BatchPerfException(
                "SeveralRuns",
                ProblemKind.InvalidInput,
                "A folder holds the report of one run, and more than one was given.",
                "Give one run at a time, each with its own folder.");
        }

        _done = true;
    }

    /// <summary>The file that was given; null where it is an object.</summary>
    private string? File()
    {
        var files = InputObject?.BaseObject switch
        {
            null => FilePaths([], [LiteralPath]),
            FileSystemInfo file => [RequireFile(file.FullName)],
            string path => FilePaths(path),
            _ => [],
        };
        foreach (var _ in files.Skip(1))
        {
            RequireFirst();
        }

        return files is [var only] ? only : null;
    }

    private ThresholdSubject Subject(ReportSource source, string? file) =>
        file is not null ? MetricsFile.Subject(file, warn: null, StopToken)
        : _given is BatchRun run ? ThresholdSubject.Of(run)
        : ThresholdSubject.Of(source.Metrics);

    private ComparedRun Candidate(ReportSource source, string? file) =>
        file is not null ? ComparedRun.Read(file, warn: null, StopToken)
        : _given is BatchRun run ? ComparedRun.Of(run)
        : ComparedRun.Of(source.Run!);

    private ComparedRun Compared(PSObject given) => Given.Read(given) switch
    {
        BatchRun run => ComparedRun.Of(run),
        RunDocument document => ComparedRun.Of(document),
        FileSystemInfo info => ComparedRun.Read(RequireFile(info.FullName), WriteWarning, StopToken),
        string path when FilePaths(path) is var files => files is [var only]
            ? ComparedRun.Read(only, WriteWarning, StopToken)
            : throw NotOneBaseline($"'{path}' names {files.Count} files"),
        _ => throw NotOneBaseline($"{Given.Describe(given)} is not a run"),
    };

    private static BatchPerfException NotOneBaseline(string what) => new(
        "BaselineInvalid",
        ProblemKind.InvalidInput,
        $"A report compares its run with one stored run, and {what}.",
        "Give a BatchRun, or the path of one .run.json or results file; Compare-BatchMetrics takes several runs a side.");

    private ReportSource Source() => (_given = Given.Read(InputObject)) switch
    {
        BatchRun run => ReportSource.Of(run),
        RunDocument document => ReportSource.Of(document),
        _ => throw new BatchPerfException(
            "NotARun",
            ProblemKind.InvalidInput,
            $"{Given.Describe(InputObject)} is not a run.",
            "Give a BatchRun (-SummaryOnly or -RunVariable of Invoke-BatchVolumeTest), or the path of its .run.json or results file."),
    };
}
