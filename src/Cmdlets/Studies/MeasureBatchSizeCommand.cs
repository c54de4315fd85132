using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Studies;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Measure-BatchSize: how large a batch should be.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "BatchSize", SupportsShouldProcess = true)]
[OutputType(typeof(BatchSizePoint), typeof(BatchSizeStudy))]
public sealed class MeasureBatchSizeCommand : ConnectedCmdlet, IStudyParameters
{
    /// <summary>The sizes to measure: triples in a batch.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [OptionRange(nameof(BatchTripleCount), typeof(SizeRequest))]
    [WholeNumberTransformation]
    public int[] BatchTripleCount { get; set; } = [];

    /// <summary>Runs of each size.</summary>
    [Parameter]
    [OptionRange(nameof(Repeat), typeof(SizeRequest))]
    [WholeNumberTransformation]
    public int Repeat { get; set; }

    /// <summary>Share by which the recommended size may lie below the best committed operations per second, 10% or 0.1.</summary>
    [Parameter]
    [PercentTransformation]
    public double KneeTolerance { get; set; }

    /// <summary>Share of failed batches above which a size is never recommended, 1% or 0.01.</summary>
    [Parameter]
    [PercentTransformation]
    public double FailureLimit { get; set; }

    /// <summary>Finds the server's batch limit first, by trying with batches that cannot write.</summary>
    [Parameter]
    public SwitchParameter FindLimit { get; set; }

    /// <summary>Returns one BatchSizeStudy instead of a row for each size.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <summary>Time for which each run measures, after its warm-up.</summary>
    [Parameter]
    [OptionRange(nameof(Duration), typeof(SizeRequest))]
    [DurationTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Duration { get; set; }

    /// <summary>A variable, without $, that holds the findings so far after every run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StudyVariable { get; set; }

    /// <summary>
    /// Scenarios by the harness's class name, a short name or the resource; hashtables give weights. The default ones when not given.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Scenario { get; set; } = [];

    /// <summary>Virtual clients; with an arrival rate the most batches in flight.</summary>
    [Parameter]
    [OptionRange(nameof(ClientCount), typeof(SizeRequest))]
    [WholeNumberTransformation]
    public int ClientCount { get; set; }

    /// <summary>Time before measuring begins.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan WarmUp { get; set; }

    /// <summary>Pause of a client between an answer and its next batch.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan ThinkTime { get; set; }

    /// <summary>Time from one start of a client to the next.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan Pacing { get; set; }

    /// <summary>More attempts after 429, 503 and connection failures.</summary>
    [Parameter]
    [OptionRange(nameof(RetryCount))]
    [WholeNumberTransformation]
    public int RetryCount { get; set; }

    /// <summary>Time that one attempt may take.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan RequestTimeout { get; set; }

    /// <summary>Time for batches in flight at a planned end or a graceful stop.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan StopTimeout { get; set; }

    /// <summary>Fixes the documents' values and Poisson arrivals; random when not given. Keys never repeat.</summary>
    [Parameter]
    [WholeNumberTransformation]
    public int Seed { get; set; }

    /// <summary>Other thresholds for the verdict by name, for example @{ MaxCpuShare = 0.9; MinWindowSeconds = 10 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VerdictThresholdCompleter))]
    public Hashtable VerdictThreshold { get; set; } = [];

    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <summary>Fixtures from Initialize-BatchFixtures; without them they are created or found first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BatchFixture[] Fixture { get; set; } = [];

    /// <summary>Creates missing prerequisites of the fixtures, as far as the claim set allows.</summary>
    [Parameter]
    public SwitchParameter CreateMissing { get; set; }

    /// <summary>The education agency under which everything lies; PERF_LOCAL_EDUCATION_ORGANIZATION_ID or 255901 when not given.</summary>
    [Parameter]
    [OptionRange(nameof(LocalEducationAgencyId))]
    [WholeNumberTransformation]
    public long LocalEducationAgencyId { get; set; }

    /// <summary>The school year of session and sections.</summary>
    [Parameter]
    [OptionRange(nameof(SchoolYear))]
    [WholeNumberTransformation]
    public int SchoolYear { get; set; }

    /// <summary>Other natural keys of the fixtures by name, for example @{ SchoolId = 255901044; ClassPeriodName = '02' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FixtureKeyCompleter))]
    public Hashtable FixtureKey { get; set; } = [];

    /// <summary>Gives each parameter that has no default of its own that of its row.</summary>
    public MeasureBatchSizeCommand()
    {
        JobParameters.SetDefaults<SizeRequest>(this);
        RunParameters.SetDefaults(this);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        var sizes = JobParameters.Read<SizeRequest>(this);
        var input = Check(() => new StudyInput(this, this));
        var request = Check(input.Request);
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
