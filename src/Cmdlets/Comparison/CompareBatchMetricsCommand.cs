using System.Management.Automation;
using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Compare-BatchMetrics: whether the runs of a candidate differ from those of a baseline.</summary>
[Cmdlet(VerbsData.Compare, "BatchMetrics")]
[OutputType(typeof(BatchComparison))]
public sealed class CompareBatchMetricsCommand : BatchCmdlet
{
    /// <summary>
    /// Runs of the baseline: BatchRun objects, .run.json files, or results files with one beside them; wildcards are allowed.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResultFileCompleter))]
    public PSObject[] Baseline { get; set; } = [];

    /// <summary>Runs of the candidate, which is compared with the baseline; given in the same ways.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResultFileCompleter))]
    public PSObject[] Candidate { get; set; } = [];

    /// <summary>The smallest difference of throughput and times that matters, 3% or 0.03.</summary>
    [Parameter]
    [PercentTransformation]
    [ValidateRange(0.0, 0.99)]
    public double MinimumEffect { get; set; } = 0.03;

    /// <summary>The smallest difference between failure rates that matters, in percentage points: 0.5% or 0.005.</summary>
    [Parameter]
    [PercentTransformation]
    public double MinimumFailureEffect { get; set; } = 0.005;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var comparer = Check(
            () => new RunComparer(
                Runs(Baseline),
                Runs(Candidate),
                new ComparisonOptions { MinimumEffect = MinimumEffect, MinimumFailureEffect = MinimumFailureEffect }));
        foreach (var warning in comparer.Warnings)
        {
            WriteWarning(warning);
        }

        // Drawing windows again takes seconds for long runs.
        WriteObject(Await(_ => Task.Run(comparer.Compare)), enumerateCollection: true);
    }

    private List<ComparedRun> Runs(PSObject[] given) => [.. given.SelectMany(Runs)];

    private IEnumerable<ComparedRun> Runs(PSObject given) => Given.Read(given) switch
    {
        BatchRun run => [ComparedRun.Of(run)],
        RunDocument document => [ComparedRun.Of(document)],
        FileSystemInfo file => [ComparedRun.Read(RequireFile(file.FullName), WriteWarning, StopToken)],
        string path => FilePaths(path).Select(file => ComparedRun.Read(file, WriteWarning, StopToken)),
        _ => throw new BatchPerfException(
            "NotARun",
            ProblemKind.InvalidInput,
            $"{Given.Describe(given)} is no run.",
            "Give what -SummaryOnly or -RunVariable of Invoke-BatchVolumeTest returned, or the .run.json files of runs."),
    };
}
