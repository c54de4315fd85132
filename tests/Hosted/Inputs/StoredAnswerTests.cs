using System.Globalization;

namespace EdFi.BatchPerf.Hosted.Inputs;

/// <summary>What commands answer is stored and read back, too: it says and shows the same, and is taken, or refused, as it was before.</summary>
public sealed class StoredAnswerTests(StoredAnswerTests.Answers rig) : IClassFixture<StoredAnswerTests.Answers>
{
    private const string Reports = "$place = Join-Path $folder ([guid]::NewGuid()); "
        + "Export-BatchReport {0} $place -Format Operations, Summary, Hgrm | ForEach-Object {{ $_.Name; Get-Content -Raw -LiteralPath $_.FullName }}";

    /// <summary>Ways by which an object stays one of its type.</summary>
    private static readonly string[] Typed =
    [
        "$(${0} | Export-Clixml $folder/answer.xml; Import-Clixml $folder/answer.xml)",

        // Jobs and remoting look one level deep where nothing says otherwise.
        "$(${0} | ForEach-Object {{ $s = [Management.Automation.PSSerializer]; $s::Deserialize($s::Serialize($_, 1)) }})",
    ];

    private static readonly string[] Ways =
    [
        .. Typed,
        "$(${0} | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json)",
        "$(${0} | Export-Csv $folder/answer.csv; Import-Csv $folder/answer.csv)",
        "$(${0} | Select-Object *)",
    ];

    private static readonly string[] Things = ["comparison", "limits", "verdict", "fleet", "intervals"];

    private static readonly string[] Commands =
    [
        "{0} | Get-BatchMetrics",
        "{0} | Test-BatchThreshold 'p95 < 1ms'",
        "Compare-BatchMetrics $other {0}",
        "{0} | Merge-BatchMetrics",
        "{0} | Merge-BatchRun",
        "{0} | Export-BatchReport -Path $folder/none",
        "Export-BatchReport $other $folder/none -Baseline @({0})[0]",
    ];

    private static readonly string[] OfRuns =
    [
        "({0}).Run | Get-BatchMetrics",
        "Get-BatchMetrics ({0}).Run -ByOperation",
        "({0}).Run | Get-BatchMetrics -Interval 1s",
        "({0}).Run | Test-BatchThreshold 'p95 < 1ms', 'verdict = Valid'",
        "Compare-BatchMetrics ({0}).Run $other -WarningAction Ignore",
        "@(({0}).Run) + $other | Merge-BatchMetrics",
        Reports.Replace("{0}", "({0}).Run", StringComparison.Ordinal),
    ];

    public static TheoryData<string, string, string> Refused => Table(Things, Ways, Commands);

    public static TheoryData<string, string, string> Shown => Table(
        Things,
        Typed,
        [
            "{0} | Out-String -Width 250",
            "{0} | Format-List | Out-String -Width 250",
            "{0} | ForEach-Object {{ \"$_\" }}",
            "{0} | ForEach-Object {{ $_.Verdict -in 'TooShort', 'Unproven', 'Refused', 'Slower', 'Same'; $_.Unit -eq 'Milliseconds'; $_.Verdict.Verdict -eq 'TooShort' }}",
            "{0} | ForEach-Object {{ $_.psobject.Properties | Where-Object Name -ne Archive | ForEach-Object {{ \"$($_.Name) $($_.Value)\" }} }}",
        ]);

    public static TheoryData<string, string, string> Runs => Table(["fleet"], [.. Ways.Where(static way => !way.Contains("Csv", StringComparison.Ordinal))], OfRuns);

    [Fact]
    public void Every_name_that_is_stored_as_a_number_is_read_back_as_a_name() => Assert.All(
        typeof(BatchRun).Assembly.GetExportedTypes().Where(static type => type.IsEnum && type.Namespace == "EdFi.BatchPerf"),
        type =>
        {
            rig.Session.Set("one", Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1));
            Assert.IsType(type, Assert.Single(rig.Session.Run("$s = [Management.Automation.PSSerializer]; $s::Deserialize($s::Serialize($one, 1))").Output).BaseObject);
        });

    /// <summary>No command takes them; which of them it was, and how it was stored, is no matter.</summary>
    [Theory]
    [MemberData(nameof(Refused))]
    public void A_stored_answer_is_refused_as_a_live_one(string thing, string way, string command)
    {
        var live = rig.Session.Try(Format(command, "$" + thing)).Problem;
        var stored = rig.Session.Try($"$stored = {Format(way, thing)}; {Format(command, "$stored")}").Problem;

        Assert.Matches(@"^\w+,EdFi\.BatchPerf\.Cmdlets\.\w+Command$", live?.FullyQualifiedErrorId);
        Assert.Equal(live!.FullyQualifiedErrorId, stored?.FullyQualifiedErrorId);
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_stored_answer_says_and_shows_what_a_live_one_does(string thing, string way, string command) => Same(thing, way, command);

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_run_of_a_stored_fleet_is_answered_as_a_live_one(string thing, string way, string command) => Same(thing, way, command);

    private void Same(string thing, string way, string command)
    {
        var live = Answer(Format(command, "$" + thing));

        Assert.True(live.Length > 10, live);
        Assert.Equal(live, Answer($"$stored = {Format(way, thing)}; {Format(command, "$stored")}"));
    }

    private static TheoryData<string, string, string> Table(string[] things, string[] ways, string[] commands)
    {
        var table = new TheoryData<string, string, string>();
        foreach (var thing in things)
        {
            foreach (var (way, command) in ways.SelectMany(_ => commands, static (way, command) => (way, command)))
            {
                table.Add(thing, way, command);
            }
        }

        return table;
    }

    private static string Format(string text, string argument) => string.Format(CultureInfo.InvariantCulture, text, argument);

    private string Answer(string script) => rig.Session.One<string>($"ConvertTo-Json @({script}) -Depth 6");

    /// <summary>Two runs, and what commands answered of them.</summary>
    public sealed class Answers : Rig
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Session.Run($"Update-TypeData -PrependPath '{Path.Combine(AppContext.BaseDirectory, "EdFi.BatchPerf.Types.ps1xml")}'");
            Session.Run($"Update-FormatData -PrependPath '{Path.Combine(AppContext.BaseDirectory, "EdFi.BatchPerf.Format.ps1xml")}'");
            Session.Run(
                "$load = @{ Duration = '2500ms'; ClientCount = 2; SpawnRate = 10; ThinkTime = '20ms'; BatchTripleCount = 1; FailDeliberately = $true; SummaryOnly = $true }; "
                + "$run = Invoke-BatchVolumeTest @short @load; $other = Invoke-BatchVolumeTest @short @load; "
                + "$comparison = Compare-BatchMetrics $run $other -WarningAction Ignore; "
                + "$limits = $run | Test-BatchThreshold 'p95 < 1ms', 'requests >= 1', 'verdict = Valid', 'p95 < 1ms in every 1s'; "
                + "$verdict = $run.Verdict; $intervals = $run | Get-BatchMetrics -Interval 1s");
            var run = Session.Get<BatchRun>("run");
            Session.Set("fleet", new BatchFleetRun
            {
                Machines = [new BatchMachine { Name = "one", State = MachineState.Done, RunId = run.RunId, Totals = run.Totals }],
                Run = run,
                Verdict = run.Verdict,
                Totals = run.Totals,
                Files = ["/tmp/one.csv"],
            });
        }
    }
}
