using System.Collections;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <content>What is sent: fixtures, scenarios, and how a client behaves.</content>
public sealed partial class InvokeBatchVolumeTestCommand
{
    /// <summary>The education agency under which everything lies; PERF_LOCAL_EDUCATION_ORGANIZATION_ID or 255901 when not given.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long LocalEducationAgencyId { get; set; }

    /// <summary>The school year of session and sections.</summary>
    [Parameter]
    [ValidateRange(1900, 2100)]
    public int SchoolYear { get; set; }

    /// <summary>Other natural keys of the fixtures by name, for example @{ SchoolId = 255901044; ClassPeriodName = '02' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FixtureKeyCompleter))]
    public Hashtable FixtureKey { get; set; } = [];

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

    /// <summary>Scenarios by the harness's class name, a short name or the resource; hashtables give weights. The default ones when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Scenario { get; set; } = [];

    /// <summary>Virtual clients; with an arrival rate the most batches in flight.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int ClientCount { get; set; } = 10;

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

    /// <summary>Fixes the documents' values and Poisson arrivals; random when not given. Keys never repeat.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Other thresholds for the verdict by name, for example @{ MaxCpuShare = 0.9; MinWindowSeconds = 10 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VerdictThresholdCompleter))]
    public Hashtable VerdictThreshold { get; set; } = [];
}
