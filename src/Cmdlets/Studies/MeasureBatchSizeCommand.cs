using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Studies;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Measure-BatchSize: how large a batch should be.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "BatchSize", SupportsShouldProcess = true)]
[OutputType(typeof(BatchSizePoint), typeof(BatchSizeStudy))]
public sealed partial class MeasureBatchSizeCommand : ConnectedCmdlet, IStudyParameters
{
    /// <summary>The sizes to measure: triples in a batch.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, 10_000)]
    public int[] BatchTripleCount { get; set; } = [1, 2, 5, 10, 20, 33];

    /// <summary>Runs of each size.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Repeat { get; set; } = 5;

    /// <summary>How far below the best committed operations per second the recommended size may lie, 10% or 0.1.</summary>
    [Parameter]
    [PercentTransformation]
    public double KneeTolerance { get; set; } = 0.1;

    /// <summary>Finds the server's batch limit first, by trying with batches that cannot write.</summary>
    [Parameter]
    public SwitchParameter FindLimit { get; set; }

    /// <summary>Returns one BatchSizeStudy instead of a row for each size.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        var input = new StudyInput(this, this);
        var sizes = new SizeRequest
        {
            Sizes = BatchTripleCount,
            Repeat = Repeat,
            Seed = input.Seed,
            FindLimit = FindLimit,
            KneeTolerance = KneeTolerance,
        };
        var request = Check(() => input.Request());
        var soFar = new Told<BatchSizeStudy>(study => Post(() => input.Publish(study)));
        input.Conclude(Await(_ => new SizeJob(new CmdletJobHost(this)).RunAsync(request, sizes, _ => Task.FromResult(Api), soFar)), Show);
    }

    private void Show(BatchSizeStudy study)
    {
        foreach (var note in study.Notes)
        {
            WriteWarning(note);
        }

        WriteVerbose(study.Recommendation);
        WriteObject(SummaryOnly ? study : study.Points, enumerateCollection: !SummaryOnly);
    }
}
