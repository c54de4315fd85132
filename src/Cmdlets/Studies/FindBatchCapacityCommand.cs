using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Find-BatchCapacity: the highest load that keeps thresholds.</summary>
[Cmdlet(VerbsCommon.Find, "BatchCapacity", SupportsShouldProcess = true)]
[OutputType(typeof(BatchCapacity))]
public sealed class FindBatchCapacityCommand : StudyCmdlet
{
    private const int MostInFlight = 1000;

    /// <summary>Limits that a load must keep: METRIC OPERATOR LIMIT.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ThresholdCompleter))]
    public string[] Threshold { get; set; } = [];

    /// <summary>What is varied: arrivals (open loop) or clients (closed loop).</summary>
    [Parameter]
    public CapacityLoad Search { get; set; }

    /// <summary>The load to begin with, batches per second or clients; 10, or one client, when not given.</summary>
    [Parameter]
    [ValidateRange(0.001, 1_000_000)]
    public double Start { get; set; }

    /// <summary>The largest load allowed; 100,000 batches per second, or 10,000 clients, when not given.</summary>
    [Parameter]
    [ValidateRange(0.001, 1_000_000)]
    public double Maximum { get; set; }

    /// <summary>How near the load that holds and the one that breaks must come, 5% or 0.05.</summary>
    [Parameter]
    [PercentTransformation]
    public double Resolution { get; set; } = 0.05;

    /// <summary>Runs at each load, of which the majority decides.</summary>
    [Parameter]
    [ValidateRange(1, 99)]
    public int Repeat { get; set; } = 3;

    /// <summary>How sure both sides of the border should be, 95% or 0.95.</summary>
    [Parameter]
    [PercentTransformation]
    public double Confidence { get; set; } = 0.95;

    /// <summary>Pause between runs, after the last answer of the one before.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Triples in a batch.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int BatchTripleCount { get; set; } = 10;

    /// <summary>How arrivals are spread over time.</summary>
    [Parameter]
    public ArrivalDistribution ArrivalDistribution { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        if (Prepare(ChosenSeed()) is not { } setting)
        {
            return;
        }

        WriteInformation($"Capacity by {setting.Search}, seed {setting.Plan.Seed}, against {Connection.BaseUrl}.", ["BatchPerf"]);
        var study = new CapacityStudy(Api, setting);
        Run(study, setting);
        var found = study.Result();
        Publish(found);
        if (found.Answer is CapacityAnswer.ClientLimited or CapacityAnswer.NothingHeld)
        {
            WriteWarning(found.Message);
        }

        WriteObject(found);
    }

    /// <summary>Checks all that can be checked and makes the fixtures; null when nothing is to be sent.</summary>
    private CapacitySetting? Prepare(int seed)
    {
        var thresholds = Check(() => CapacityThresholds.Parse(Threshold));
        var keys = Check(() => Keys(Fixture));
        var catalog = Check(() => Catalogs.Load(ScenarioPath, FilePath, StopToken));
        var setting = new CapacitySetting
        {
            Plan = Plan(Shares(catalog, keys, [], seed, BatchTripleCount), seed),
            Thresholds = thresholds,
            Search = Search,
            Rules = Check(() => CapacityRules.Of(Search, Start == 0 ? null : Start, Maximum == 0 ? null : Maximum, Duration) with { Resolution = Resolution, Repeat = Repeat, Confidence = Confidence }),
            DrainTime = DrainTime,
        };
        Check(() =>
        {
            setting.PlanOf(setting.Rules.Start).Validate();
            return true;
        });
        var names = string.Join(", ", setting.Plan.Scenarios.Select(static s => s.Scenario.RequestName));
        var unit = Search == CapacityLoad.ArrivalRate ? "batches/s" : "clients";
        if (!ShouldProcess(Connection.BaseUrl.ToString(), string.Create(CultureInfo.InvariantCulture, $"Search the highest load of {names}, from {setting.Rules.Start} to {setting.Rules.Most} {unit}, that keeps {string.Join("; ", thresholds)}, in runs of {DurationText.Format(Duration + WarmUp)}")))
        {
            return null;
        }

        catalog = Verified(catalog);
        return setting with { Plan = Plan(Shares(catalog, keys, AvailableDescriptors(catalog, keys), seed, BatchTripleCount), seed) };
    }

    private RunPlan Plan(IReadOnlyList<ScenarioShare> shares, int seed) => AtOnce(shares, seed) with
    {
        ArrivalDistribution = ArrivalDistribution,
        ClientCount = MyInvocation.BoundParameters.ContainsKey(nameof(ClientCount)) ? ClientCount : MostInFlight,
    };

    private void Run(CapacityStudy study, CapacitySetting setting)
    {
        var progress = new StudyProgress($"Capacity of {Connection.BaseUrl}", WriteProgress);
        try
        {
            while (study.Next() is { } load)
            {
                if (study.Steps.Count > 0)
                {
                    WaitFor(Task.Delay(DrainTime, StopToken));
                }

                var plan = setting.PlanOf(load);
                var what = string.Create(CultureInfo.InvariantCulture, $"Run {study.Steps.Count + 1}, {load:0.###} {(Search == CapacityLoad.ArrivalRate ? "batches/s" : "clients")}");
                var run = Execute(plan, study.Watch(), run => progress.Draw(what, run, plan.PlannedDuration!.Value, study.Steps.Count, planned: null));
                WriteVerbose(Check(() => study.Add(load, run)).ToString());
                Publish(study.Result());
            }
        }
        finally
        {
            progress.Close();
        }
    }
}
