using System.Collections;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <content>The parameters, in the order in which PowerShell shows them, the most important ones first.</content>
public sealed partial class InvokeBatchVolumeTestCommand
{
    /// <summary>The server, from Connect-BatchApi; several take turns, A B B A, and each is run against as often as -Repeat says.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public BatchConnection[] Connection { get; set; } = [];

    /// <summary>Time for which batches are sent.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Duration { get; set; }

    /// <summary>Time for which batches are sent, in minutes.</summary>
    [Parameter]
    [OptionRange(nameof(RunTimeInMinutes))]
    [NumberTransformation]
    public double RunTimeInMinutes { get; set; }

    /// <summary>Number of batches that are sent.</summary>
    [Parameter]
    [OptionRange(nameof(BatchCount))]
    [WholeNumberTransformation]
    public long BatchCount { get; set; }

    /// <summary>Load profile: DURATION:TARGET, ramped in straight lines.</summary>
    [Parameter]
    [StageTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StageCompleter))]
    public Stage[] Stage { get; set; } = [];

    /// <summary>Unit of the stages' targets: clients, batches per second or operations per second.</summary>
    [Parameter]
    public StageTarget StageTarget { get; set; }

    /// <summary>Virtual clients; with an arrival rate the most batches in flight.</summary>
    [Parameter]
    [OptionRange(nameof(ClientCount))]
    [WholeNumberTransformation]
    public int ClientCount { get; set; }

    /// <summary>Clients spawned per second; all at once by default where -BatchCount is given.</summary>
    [Parameter]
    [OptionRange(nameof(SpawnRate))]
    [NumberTransformation]
    public double SpawnRate { get; set; }

    /// <summary>Batches per second, sent whether or not the server keeps up.</summary>
    [Parameter]
    [OptionRange(nameof(ArrivalRate))]
    [NumberTransformation]
    public double ArrivalRate { get; set; }

    /// <summary>Operations per second, sent whether or not the server keeps up.</summary>
    [Parameter]
    [OptionRange(nameof(OperationRate))]
    [NumberTransformation]
    public double OperationRate { get; set; }

    /// <summary>Distribution of the arrivals over time.</summary>
    [Parameter]
    public ArrivalDistribution ArrivalDistribution { get; set; }

    /// <summary>This machine's share of a plan that several machines carry out, like 2/8; all else describes the whole plan.</summary>
    [Parameter]
    [SegmentTransformation]
    [ValidateNotNull]
    public Segment Segment { get; set; } = Segment.Whole;

    /// <summary>Prepares everything, then waits and begins to send at this moment: for machines that are to begin together.</summary>
    [Parameter]
    [MomentTransformation]
    public DateTimeOffset StartAt { get; set; }

    /// <summary>
    /// Triples in a batch: a number for all scenarios, or a hashtable of numbers by scenario or resource. A Volume run has no use for it.
    /// </summary>
    [Parameter]
    [TripleCountTransformation]
    public object? BatchTripleCount { get; set; }

    /// <summary>
    /// Scenarios by the harness's class name, a short name or the resource; hashtables give weights. The default ones when not given.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Scenario { get; set; } = [];

    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <summary>Form in which triples are sent: as batches, or one operation at a time through the single-resource endpoints.</summary>
    [Parameter]
    public TestType TestType { get; set; }

    /// <summary>Has a Volume run delete every document at the end of its triple; batches always do.</summary>
    [Parameter]
    public SwitchParameter DeleteResources { get; set; }

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

    /// <summary>Returns one BatchRun instead of the results.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <summary>A variable, without $, that is set to the live BatchRun when the run starts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunVariable { get; set; }

    /// <summary>Limits that the run must keep, METRIC OPERATOR LIMIT; one that is not kept is an error at the end.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ThresholdCompleter))]
    public string[] Threshold { get; set; } = [];

    /// <summary>Streams every result to this CSV file, and the run itself to a .run.json file beside it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Writes the four CSV files of a Locust run into this folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LocustCsvPath { get; set; }

    /// <summary>Keeps the run's journal in this file; beside -ResultPath when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Goes on with the run of this journal, for the rest of its time.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public string? Resume { get; set; }

    /// <summary>
    /// Replaces an existing results file and journal, and lets SharedParents update parents that this tool did not create without asking.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Shows the run live on a page for browsers of this machine, where its load can be changed and the run stopped.</summary>
    [Parameter]
    public SwitchParameter Dashboard { get; set; }

    /// <summary>Port of the dashboard; a free one when not given. Brings the dashboard by itself.</summary>
    [Parameter]
    [ValidateRange(1, 65_535)]
    [WholeNumberTransformation]
    public int DashboardPort { get; set; }

    /// <summary>Number of runs against each connection, each with an id and files of its own.</summary>
    [Parameter]
    [OptionRange(nameof(Repeat))]
    [WholeNumberTransformation]
    public int Repeat { get; set; }

    /// <summary>Share of failed batches above which the run ends, 50% or 0.5.</summary>
    [Parameter]
    [PercentTransformation]
    public double StopOnFailureRate { get; set; }

    /// <summary>Batches that must have ended before the failure rate is looked at.</summary>
    [Parameter]
    [OptionRange(nameof(StopOnFailureMinimum))]
    [WholeNumberTransformation]
    public int StopOnFailureMinimum { get; set; }

    /// <summary>The run ends gracefully when this file appears.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StopFile { get; set; }

    /// <summary>Time for batches in flight at a planned end or a graceful stop.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan StopTimeout { get; set; }

    /// <summary>Time that one attempt may take.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan RequestTimeout { get; set; }

    /// <summary>More attempts after 429, 503 and connection failures.</summary>
    [Parameter]
    [OptionRange(nameof(RetryCount))]
    [WholeNumberTransformation]
    public int RetryCount { get; set; }

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

    /// <summary>Kinds of contention: ways in which batches collide with those of other clients on purpose.</summary>
    [Parameter]
    public ContentionKind[] Contention { get; set; } = [];

    /// <summary>Share of batches that collide, like 50% or 0.5. Default: 100%.</summary>
    [Parameter]
    [PercentTransformation]
    public double ContentionShare { get; set; }

    /// <summary>Share of batches, 1% or 0.01, that are sent with a trace id; the slowest and the failed ones are listed.</summary>
    [Parameter]
    [PercentTransformation]
    [OptionRange(nameof(TraceSample))]
    public double TraceSample { get; set; }

    /// <summary>Poisons one batch in ten, to see failures reported.</summary>
    [Parameter]
    public SwitchParameter FailDeliberately { get; set; }

    /// <summary>One client; every operation's outcome is kept and shown.</summary>
    [Parameter]
    public SwitchParameter DebugRun { get; set; }

    /// <summary>Connection string of the server's PostgreSQL database; its costs are read from the statistics views.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PostgreSql { get; set; }

    /// <summary>Ids or names of the server's processes on this machine, whose CPU time and memory are read.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ServerProcess { get; set; } = [];

    /// <summary>Called once a second; the numbers that it returns join the server's series.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? MetricsCommand { get; set; }

    /// <summary>A collector of OpenTelemetry, to which the run's figures are exported while it lasts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OtlpEndpoint { get; set; }

    /// <summary>Other thresholds for the verdict by name, for example @{ MaxCpuShare = 0.9; MinWindowSeconds = 10 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VerdictThresholdCompleter))]
    public Hashtable VerdictThreshold { get; set; } = [];

    /// <summary>Fixes the documents' values and Poisson arrivals; random when not given, 1 with -Segment. Keys never repeat.</summary>
    [Parameter]
    [WholeNumberTransformation]
    public int Seed { get; set; }
}
