using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Jobs.Atomicity;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Questions.Atomicity;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Test-BatchAtomicity: does a failed batch really leave nothing behind?</summary>
[Cmdlet(VerbsDiagnostic.Test, "BatchAtomicity", SupportsShouldProcess = true)]
[OutputType(typeof(BatchAtomicityResult))]
public sealed class TestBatchAtomicityCommand : ConnectedCmdlet, IFixtureParameters
{
    private readonly List<BatchAtomicityResult> _unproven = [];

    /// <summary>Scenarios by the harness's class name, a short name or the resource. The default ones when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Scenario { get; set; } = [];

    /// <summary>Creates, updates and deletes in a batch, as many of each; every one is about a document of its own.</summary>
    [Parameter]
    [OptionRange(nameof(BatchTripleCount), typeof(AtomicityPlan))]
    [WholeNumberTransformation]
    public int BatchTripleCount { get; set; }

    /// <summary>Poisons that keep a batch from being committed; all but Cancellation when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public AtomicityPoison[] Poison { get; set; } = [];

    /// <summary>Positions of the poison: First, Middle, Last or numbers from 0.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PositionCompleter))]
    public string[] Position { get; set; } = [];

    /// <summary>Also gives up a batch without poison in mid-flight.</summary>
    [Parameter]
    public SwitchParameter Cancel { get; set; }

    /// <summary>When the client gives a batch up; half of the first batch's time when not given.</summary>
    [Parameter]
    [OptionRange(nameof(CancelAfter), typeof(AtomicityPlan))]
    [DurationTransformation]
    public TimeSpan CancelAfter { get; set; }

    /// <summary>Time for which a batch without an answer may still be committed before its documents are looked at.</summary>
    [Parameter]
    [OptionRange(nameof(SettleTime), typeof(AtomicityPlan))]
    [DurationTransformation]
    public TimeSpan SettleTime { get; set; }

    /// <summary>Clients that load the server while every case is tried a second time; 0 for none.</summary>
    [Parameter]
    [OptionRange(nameof(ClientCount), typeof(AtomicityPlan))]
    [WholeNumberTransformation]
    public int ClientCount { get; set; }

    /// <summary>Number of times that each case is tried.</summary>
    [Parameter]
    [OptionRange(nameof(Repeat), typeof(AtomicityPlan))]
    [WholeNumberTransformation]
    public int Repeat { get; set; }

    /// <summary>An operation that the claim set does not allow; the creation of a school year when not given.</summary>
    [Parameter]
    [ValidateNotNull]
    public BatchOperation? ForbiddenOperation { get; set; }

    /// <summary>Time for the answer to a batch.</summary>
    [Parameter]
    [OptionRange(nameof(RequestTimeout), typeof(AtomicityPlan))]
    [DurationTransformation]
    public TimeSpan RequestTimeout { get; set; }

    /// <summary>Fixes the documents' values; keys never repeat.</summary>
    [Parameter]
    [WholeNumberTransformation]
    public int Seed { get; set; }

    /// <summary>Leaves a batch with survivors as it was found, to be looked at.</summary>
    [Parameter]
    public SwitchParameter KeepSurvivors { get; set; }

    /// <summary>Writes an error for each verdict but Atomic.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

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

    /// <summary>Gives each parameter the default of its row.</summary>
    public TestBatchAtomicityCommand() => JobParameters.SetDefaults<AtomicityPlan>(this);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        var keys = Check(() => FixtureKeyReader.Read(this, Fixture));
        var catalog = Check(() => ScenarioCatalog.Load(ScenarioPath.Select(FilePath), StopToken));
        var plan = JobParameters.Read<AtomicityPlan>(this);
        var scenarios = new AtomicityScenarios(catalog, Scenario, plan.TripleCount, Seed, keys);
        var request = new AtomicityRequest
        {
            Scenarios = scenarios,
            Fixtures = new FixtureStep(keys, Fixture, CreateMissing),
            Plan = plan,
        };
        var verdicts = new Told<BatchAtomicityResult>(result => Post(() => Show(result)));
        Await(_ => new AtomicityJob(new CmdletJobHost(this)).RunAsync(request, _ => Task.FromResult(Api), verdicts));
        foreach (var result in _unproven)
        {
            var id = result.Verdict == AtomicityVerdict.Survived ? "AtomicityBroken" : "AtomicityNotProven";
            WriteError(new ErrorRecord(new InvalidOperationException(result.ToString()), id, ErrorCategory.InvalidResult, result));
        }
    }

    private void Show(BatchAtomicityResult result)
    {
        WriteVerbose(result.ToString());
        WriteObject(result);
        if (ErrorOnFailure && result.Verdict != AtomicityVerdict.Atomic)
        {
            _unproven.Add(result);
        }
    }
}
