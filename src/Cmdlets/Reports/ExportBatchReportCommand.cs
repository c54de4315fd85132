using System.Management.Automation;
using EdFi.BatchPerf.Page.Export;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Export-BatchReport: writes what a run came to as files for people, tools and build servers.</summary>
[Cmdlet(VerbsData.Export, "BatchReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBatchReportCommand : BatchCmdlet
{
    private bool _done;
    private BatchThreshold[] _thresholds = [];

    /// <summary>A BatchRun, what Import-BatchResult made of its file, or the path of a .run.json or results file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The folder that the files go into; it is made where it is missing.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What to write; everything when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BatchReportFormat[] Format { get; set; } = [];

    /// <summary>Limits for thresholds.xml, as Test-BatchThreshold takes them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ThresholdCompleter))]
    public string[] Threshold { get; set; } = [];

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

        WriteObject(plan.Paths.Select(static path => new FileInfo(path)), enumerateCollection: true);
    }

    private ReportPlan Plan()
    {
        if (_done)
        {
            throw new BatchPerfException("SeveralRuns", ProblemKind.InvalidInput, "A folder holds the report of one run, and more than one was given.", "Give one run at a time, each with a folder of its own.");
        }

        _done = true;
        var source = Source();
        IEnumerable<BatchReportFormat> formats = Format.Length > 0 ? Format : Enum.GetValues<BatchReportFormat>().Where(f => f != BatchReportFormat.JUnit || _thresholds.Length > 0);
        if (_thresholds.Length == 0 && Format.Contains(BatchReportFormat.JUnit))
        {
            throw new BatchPerfException("ThresholdMissing", ProblemKind.InvalidInput, "thresholds.xml holds a test case for each threshold, and none was given.", "Give -Threshold, like 'p95 < 250ms'.");
        }

        return ReportPlan.Make(source, FilePath(Path), formats, [.. _thresholds.SelectMany(t => t.Test(Subject(source)))]);
    }

    private ThresholdSubject Subject(ReportSource source) => InputObject.BaseObject switch
    {
        BatchRun run => ThresholdSubject.Of(run),
        FileInfo file => MetricsFile.Subject(file.FullName, warn: null, StopToken),
        string path => MetricsFile.Subject(FilePath(path), warn: null, StopToken),
        _ => ThresholdSubject.Of(source.Metrics),
    };

    private ReportSource Source() => InputObject.BaseObject switch
    {
        BatchRun run => ReportSource.Of(run),
        RunDocument document => ReportSource.Of(document),
        FileInfo file => ReportSource.Read(file.FullName, WriteWarning, StopToken),
        string path => ReportSource.Read(FilePath(path), WriteWarning, StopToken),
        _ => throw new BatchPerfException("NotARun", ProblemKind.InvalidInput, $"An object of the type {InputObject.TypeNames.FirstOrDefault()} is not a run.", "Give a BatchRun (-SummaryOnly or -RunVariable of Invoke-BatchVolumeTest), or the path of its .run.json or results file."),
    };
}
