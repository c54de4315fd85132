using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Studies;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Find-BatchCapacity: the highest load that keeps thresholds.</summary>
[Cmdlet(VerbsCommon.Find, "BatchCapacity", SupportsShouldProcess = true)]
[OutputType(typeof(BatchCapacity))]
public sealed class FindBatchCapacityCommand : ConnectedCmdlet, IStudyParameters
{
    /// <summary>Limits that a load must keep: METRIC OPERATOR LIMIT.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ThresholdCompleter))]
    public string[] Threshold { get; set; } = [];

    /// <summary>The kind of load that is varied: arrivals (open loop) or clients (closed loop).</summary>
    [Parameter]
    public CapacityLoad Search { get; set; }

    /// <summary>The load to begin with, batches per second or clients; 10, or one client, when not given.</summary>
    [Parameter]
    [OptionRange(nameof(Start), typeof(CapacityRequest))]
    [NumberTransformation]
    public double Start { get; set; }

    /// <summary>The largest load allowed; 100,000 batches per second, or 10,000 clients, when not given.</summary>
    [Parameter]
    [OptionRange(nameof(Maximum), typeof(CapacityRequest))]
    [NumberTransformation]
    public double Maximum { get; set; }

    /// <summary>Share of the load that holds by which the one that breaks may lie above it at the end of the search, 5% or 0.05.</summary>
    [Parameter]
    [PercentTransformation]
    public double Resolution { get; set; }

    /// <summary>Runs at each load, of which the majority decides.</summary>
    [Parameter]
    [OptionRange(nameof(Repeat), typeof(CapacityRequest))]
    [WholeNumberTransformation]
    public int Repeat { get; set; }

    /// <summary>Confidence required that the reported load holds and that the next one breaks, like 95% or 0.95.</summary>
    [Parameter]
    [PercentTransformation]
    public double Confidence { get; set; }

    /// <summary>Pause between runs, after the last answer of the one before.</summary>
    [Parameter]
    [OptionRange(nameof(DrainTime), typeof(CapacityRequest))]
    [DurationTransformation]
    public TimeSpan DrainTime { get; set; }

    /// <summary>Triples in a batch.</summary>
    [Parameter]
    [OptionRange(nameof(BatchTripleCount), typeof(CapacityRequest))]
    [WholeNumberTransformation]
    public int BatchTripleCount { get; set; }

    /// <summary>Distribution of the arrivals over time.</summary>
    [Parameter]
    public ArrivalDistribution ArrivalDistribution { get; set; }

    /// <summary>Time for which each run measures, after its warm-up.</summary>
    [Parameter]
    [OptionRange(nameof(Duration), typeof(CapacityRequest))]
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
    [OptionRange(nameof(ClientCount), typeof(CapacityRequest))]
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
    public FindBatchCapacityCommand()
    {
        JobParameters.SetDefaults<CapacityRequest>(this);
        RunParameters.SetDefaults(this);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        var search = JobParameters.Read<CapacityRequest>(this) with { Thresholds = Threshold };
        var input = Check(() => new StudyInput(this, this));
        var request = Check(input.Request);
        var soFar = new Told<BatchCapacity>(found => Post(() => input.Publish(found)));
        input.Conclude(
            Await(_ => new CapacityJob(new CmdletJobHost(this)).RunAsync(request, search, _ => Task.FromResult(Api), soFar)),
            found => Show(input, found));
    }

    private void Show(StudyInput input, BatchCapacity found)
    {
        input.Publish(found);
        if (found.Answer is CapacityAnswer.ClientLimited or CapacityAnswer.NothingHeld)
        {
            WriteWarning(found.Message);
        }

        WriteObject(found);
    }
}
