using System.Collections;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters that say what load is made: scenarios, clients or arrivals, and when it ends.</summary>
public abstract class LoadCmdlet : FixtureCmdlet
{
    /// <summary>The set of runs that last a time.</summary>
    protected const string ByDuration = "Duration";

    /// <summary>The set of runs that last minutes, as the harness counts.</summary>
    protected const string ByMinutes = "RunTime";

    /// <summary>The set of runs that send a number of batches.</summary>
    protected const string ByCount = "BatchCount";

    /// <summary>The set of runs that follow a load profile.</summary>
    protected const string ByStage = "Stage";

    /// <summary>The set of runs that go on.</summary>
    protected const string ByResume = "Resume";

    /// <summary>Whether triples go out as batches, or one operation at a time through the single-resource endpoints.</summary>
    [Parameter]
    public TestType TestType { get; set; }

    /// <summary>Has a Volume run delete every document at the end of its triple; batches always do.</summary>
    [Parameter]
    public SwitchParameter DeleteResources { get; set; }

    /// <summary>Scenarios by the harness's class name, a short name or the resource; hashtables give weights. The default ones when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Scenario { get; set; } = [];

    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <summary>Triples in a batch: a number for all scenarios, or a hashtable of numbers by scenario or resource. A Volume run has no use for it.</summary>
    [Parameter]
    [TripleCountTransformation]
    public object BatchTripleCount { get; set; } = 10;

    /// <summary>Virtual clients; with an arrival rate the most batches in flight.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int ClientCount { get; set; } = 10;

    /// <summary>Clients spawned per second; all at once by default where -BatchCount is given.</summary>
    [Parameter(ParameterSetName = ByDuration)]
    [Parameter(ParameterSetName = ByMinutes)]
    [Parameter(ParameterSetName = ByCount)]
    [ValidateRange(0.001, 1_000_000)]
    public double SpawnRate { get; set; } = 10;

    /// <summary>How long batches are sent.</summary>
    [Parameter(ParameterSetName = ByDuration)]
    [DurationTransformation]
    public TimeSpan Duration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long batches are sent, in minutes.</summary>
    [Parameter(ParameterSetName = ByMinutes, Mandatory = true)]
    [ValidateRange(0.001, 43_200)]
    public double RunTimeInMinutes { get; set; }

    /// <summary>How many batches are sent.</summary>
    [Parameter(ParameterSetName = ByCount, Mandatory = true)]
    [ValidateRange(1L, long.MaxValue)]
    public long BatchCount { get; set; }

    /// <summary>Load profile: DURATION:TARGET, ramped in straight lines.</summary>
    [Parameter(ParameterSetName = ByStage, Mandatory = true)]
    [StageTransformation]
    [ArgumentCompleter(typeof(StageCompleter))]
    public Stage[] Stage { get; set; } = [];

    /// <summary>What the stages' targets are: clients, batches per second or operations per second.</summary>
    [Parameter(ParameterSetName = ByStage)]
    public StageTarget StageTarget { get; set; }

    /// <summary>Batches per second, sent whether or not the server keeps up.</summary>
    [Parameter(ParameterSetName = ByDuration)]
    [Parameter(ParameterSetName = ByMinutes)]
    [Parameter(ParameterSetName = ByCount)]
    [ValidateRange(0.001, 1_000_000)]
    public double ArrivalRate { get; set; }

    /// <summary>Operations per second, sent whether or not the server keeps up.</summary>
    [Parameter(ParameterSetName = ByDuration)]
    [Parameter(ParameterSetName = ByMinutes)]
    [Parameter(ParameterSetName = ByCount)]
    [ValidateRange(0.001, 100_000_000)]
    public double OperationRate { get; set; }

    /// <summary>How arrivals are spread over time.</summary>
    [Parameter]
    public ArrivalDistribution ArrivalDistribution { get; set; }

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
    [ValidateRange(0, 100)]
    public int RetryCount { get; set; }

    /// <summary>Time that one attempt may take.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for batches in flight at a planned end or a graceful stop.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of failed batches above which the run ends, 50% or 0.5.</summary>
    [Parameter]
    [PercentTransformation]
    public double StopOnFailureRate { get; set; } = double.NaN;

    /// <summary>Batches that must have ended before the failure rate is looked at.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int StopOnFailureMinimum { get; set; } = 100;

    /// <summary>The run ends gracefully when this file appears.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StopFile { get; set; }

    /// <summary>Fixes the documents' values and Poisson arrivals; random when not given. Keys never repeat.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Other thresholds for the verdict by name, for example @{ MaxCpuShare = 0.9; MinWindowSeconds = 10 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VerdictThresholdCompleter))]
    public Hashtable VerdictThreshold { get; set; } = [];

    /// <summary>In what batches collide with those of other clients on purpose.</summary>
    [Parameter]
    public ContentionKind[] Contention { get; set; } = [];

    /// <summary>How much they do, 50% or 0.5.</summary>
    [Parameter]
    [PercentTransformation]
    public double ContentionShare { get; set; } = 1;

    /// <summary>Poisons one batch in ten, to see failures reported.</summary>
    [Parameter]
    public SwitchParameter FailDeliberately { get; set; }
}
