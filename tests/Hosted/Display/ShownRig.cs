using System.Management.Automation;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Display;

/// <summary>A session with the module's views, in which <c>$shown</c> has an object of every type that a cmdlet returns.</summary>
public sealed class ShownRig : Rig
{
    public ShownRig()
        : base(new SimulatorOptions())
    {
    }

    /// <summary>An object of each type by the type's name, and objects that are nested in them.</summary>
    public IReadOnlyDictionary<string, object> Shown { get; private set; } = new Dictionary<string, object>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Session.Run($"Update-TypeData -PrependPath '{Path.Combine(AppContext.BaseDirectory, "EdFi.BatchPerf.Types.ps1xml")}'");
        Session.Run($"Update-FormatData -PrependPath '{Path.Combine(AppContext.BaseDirectory, "EdFi.BatchPerf.Format.ps1xml")}'");
        Session.Run("$PSStyle.OutputRendering = 'PlainText'");
        Simulator.Change(static o => o with { ServerErrorRate = 0.3 });
        Session.Run(
            """
            $results = Invoke-BatchVolumeTest @short -BatchCount 30 -ResultPath $folder/shown.csv -RunVariable run -TraceSample 100%
            $other = Invoke-BatchVolumeTest @short -BatchCount 30 -SummaryOnly
            $null = Invoke-BatchVolumeTest @short -Scenario students -TestType Volume -BatchCount 1 -JournalPath $folder/left.journal
            """);
        Simulator.Change(static o => o with { ServerErrorRate = 0 });
        Session.Run(
            """
            $create = New-BatchOperation -Op Create -Resource students -Document '{}'
            $all = @(
                $dms; $fixtures[0]; $results[0]; $run; $create
                (Get-BatchScenario)[0]
                (Get-BatchScenario -Connection $dms calendars)[0]
                Invoke-BatchRequest $create -Connection $dms -WarningAction Ignore
                Import-BatchResult $folder/shown.run.json
                $run | Get-BatchMetrics; ($run | Get-BatchMetrics -Interval 1s)[0]; ($run | Get-BatchMetrics -ByOperation)[0]
                (Compare-BatchMetrics $run $other -WarningAction Ignore)[0]
                $run | Test-BatchThreshold 'p95 < 1ms' 
                (Test-BatchThreshold -ListMetric)[0]
                (Get-BatchLeftover -Connection $dms -Journal $folder/left.journal -WarningAction Ignore)[0]
                $run.Plan, $run.Totals, $run.Verdict, $run.Verdict.Health, $run.Environment, $run.Thresholds, $run.Intervals[0], $run.Errors[0], $run.Traces, $run.Traces.Slowest[0]
            )
            Remove-BatchLeftover -Connection $dms -Journal $folder/left.journal -Force -WarningAction Ignore | Out-Null
            """);
        Shown = Session.Get<object[]>("all").Concat(ByHand()).Select(static item => item is PSObject wrapped ? wrapped.BaseObject : item)
            .DistinctBy(static item => item.GetType()).ToDictionary(static item => item.GetType().Name, StringComparer.Ordinal);
    }

    /// <summary>What would take many runs.</summary>
    private static IEnumerable<object> ByHand()
    {
        var server = new Uri("http://127.0.0.1:5000/");
        var point = new BatchSizePoint { TripleCount = 10, OperationCount = 30, CommittedOperationsPerSecond = 1234.5, P50Ms = 12.3, P95Ms = 23.4, Recommended = true };
        var run = new BatchSizeRun { Number = 1, TripleCount = 10, Batches = 100, P95Ms = 23.4, Verdict = RunVerdict.Valid };
        var step = new BatchCapacityStep { RunId = "r", Number = 1, Load = 100, P95Ms = 12.3, Reason = "not kept: p95 < 10ms" };
        var survivor = new BatchSurvivor { Index = 0, Op = OperationKind.Create, Resource = "students", NaturalKey = "{}", Change = default };
        return
        [
            point, run, step, survivor,
            new BatchSizeStudy { Server = server, Points = [point], Runs = [run], Recommendation = "Use 10 triples.", Notes = ["One run."] },
            new BatchCapacity { Server = server, Steps = [step], Message = "100 batches/s held." },
            new BatchAtomicityResult
            {
                RunId = "r", Scenario = "Student", Name = "students-batch-10", Poison = default, Verdict = default, Found = default, Detail = "All gone.",
                Survivors = [survivor], SurvivorCount = 1,
            },
            new BatchFleetRun
            {
                Machines =
                [
                    new BatchMachine { Name = "web-1", State = MachineState.Done, Segment = "1/2", Totals = new RunTotals { Batches = 10 } },
                    new BatchMachine { Name = "web-2", State = MachineState.Lost, Segment = "2/2", Fault = "its session is Broken", Journal = "/tmp/run.journal" },
                ],
                Verdict = new VerdictReport { Verdict = RunVerdict.Incomplete, Reasons = ["web-2 is Lost: its session is Broken"] },
                Totals = new RunTotals { Batches = 10, Failed = 4, Succeeded = 6 },
                Files = ["fleet.run.json"],
            },
            new ServerCost { Source = "postgresql", Name = "WalBytes", Total = 12, PerOperation = 0.5 },
            new ServerSample { Source = "postgresql", Name = "WalBytes", Value = 12 },
        ];
    }
}
