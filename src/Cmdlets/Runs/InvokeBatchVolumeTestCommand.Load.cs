using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <content>What load one run makes: batches, clients or arrivals, and when it ends.</content>
public sealed partial class InvokeBatchVolumeTestCommand
{
    private const string ByDuration = "Duration";
    private const string ByMinutes = "RunTime";
    private const string ByCount = "BatchCount";
    private const string ByStage = "Stage";
    private const string ByResume = "Resume";

    /// <summary>Whether triples go out as batches, or one operation at a time through the single-resource endpoints.</summary>
    [Parameter]
    public TestType TestType { get; set; }

    /// <summary>Has a Volume run delete every document at the end of its triple; batches always do.</summary>
    [Parameter]
    public SwitchParameter DeleteResources { get; set; }

    /// <summary>Triples in a batch: a number for all scenarios, or a hashtable of numbers by scenario or resource. A Volume run has no use for it.</summary>
    [Parameter]
    [TripleCountTransformation]
    public object BatchTripleCount { get; set; } = 10;

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
