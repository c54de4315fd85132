using System.Management.Automation;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Test-BatchThreshold: holds metrics against limits.</summary>
[Cmdlet(VerbsDiagnostic.Test, "BatchThreshold", DefaultParameterSetName = ByObject)]
[OutputType(typeof(BatchThresholdResult), typeof(bool), typeof(BatchMetricInfo))]
public sealed class TestBatchThresholdCommand : BatchCmdlet
{
    private const string ByObject = "InputObject";
    private const string ByPath = "Path";
    private const string ByListing = "List";
    private const string ByLiteralPath = "LiteralPath";
    private MetricsCollector _collector = new([]);
    private IReadOnlyList<BatchThreshold> _thresholds = [];

    /// <summary>Limits: METRIC OPERATOR LIMIT [for NAME] [in every DURATION].</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByObject)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ThresholdCompleter))]
    public string[] Threshold { get; set; } = [];

    /// <summary>BatchMetrics, a BatchRun, or BatchResult objects, of this session or stored, or files from Get-Item.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>Results files or .run.json files; wildcards are allowed.</summary>
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

    /// <summary>Request names, with wildcards, whose rows are tested; without it the row Aggregated is.</summary>
    [Parameter(ParameterSetName = ByObject)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Writes an error for each threshold that is not kept.</summary>
    [Parameter(ParameterSetName = ByObject)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter ErrorOnFailure { get; set; }

    /// <summary>Returns one Boolean, whether all limits are kept, instead of a result for each.</summary>
    [Parameter(ParameterSetName = ByObject)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Lists the metrics that a limit may begin with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByListing)]
    public SwitchParameter ListMetric { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _thresholds = Check(() => Threshold.Select(ThresholdParser.Parse).ToList());
        _collector = new MetricsCollector([.. _thresholds.Select(static t => t.Window).OfType<TimeSpan>().Distinct()]);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ListMetric)
        {
            return;
        }

        foreach (var path in Check(() => FilePaths(Path, LiteralPath)))
        {
            Check(() =>
            {
                _collector.AddFile(path, WriteWarning, StopToken);
                return true;
            });
        }

        if (InputObject is { } input)
        {
            Check(() =>
            {
                if (input.BaseObject is FileSystemInfo file)
                {
                    RequireFile(file.FullName);
                }

                _collector.Add(input, WriteWarning, StopToken);
                return true;
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ListMetric)
        {
            WriteObject(ThresholdMetrics.All, enumerateCollection: true);
            return;
        }

        var subject = Check(() => _collector.Subject);
        var names = Check(() => NamesOf(subject));
        var results = Check(() => _thresholds.SelectMany(threshold => threshold.Test(subject, names)).ToList());
        WriteObject(Quiet ? results.TrueForAll(static r => r.Passed) : results, enumerateCollection: true);
        if (!Quiet)
        {
            ThresholdAnnotations.Write(this, results); // what is asked for as a condition may well be expected
        }

        foreach (var failed in results.Where(r => ErrorOnFailure && !r.Passed))
        {
            WriteError(
                new ErrorRecord(new InvalidOperationException(failed.Message), "ThresholdNotKept", ErrorCategory.LimitsExceeded, failed));
        }
    }

    /// <summary>Returns the request names that -Name matches, of which each pattern must match one or more; null without -Name.</summary>
    private RequestNames? NamesOf(ThresholdSubject subject)
    {
        var patterns = Name.Select(static name => (Text: name, Pattern: WildcardPattern.Get(name, WildcardOptions.IgnoreCase))).ToList();
        foreach (var (text, pattern) in patterns)
        {
            _ = ThresholdRows.Choose(subject.Rows, new RequestNames(text, pattern.IsMatch));
        }

        return Name.Length == 0 ? null : new RequestNames(string.Join(", ", Name), name => patterns.Any(p => p.Pattern.IsMatch(name)));
    }
}
