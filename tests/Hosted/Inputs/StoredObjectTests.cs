using System.Globalization;

namespace EdFi.BatchPerf.Hosted.Inputs;

/// <summary>What was stored and read back is answered as what it was.</summary>
public sealed class StoredObjectTests(StoredObjectTests.Runs rig) : IClassFixture<StoredObjectTests.Runs>
{
    private const string Reports = "$place = Join-Path $folder ([guid]::NewGuid()); "
        + "$files = Export-BatchReport {0} $place -Format Locust, Operations, Summary, Hgrm, HistogramLog -Threshold 'requests >= 1'; "
        + "$files | ForEach-Object {{ $_.Name; Get-Content -Raw -LiteralPath $_.FullName }}";

    private static readonly (string Thing, string[] Commands)[] Things =
    [
        ("run",
        [
            "{0} | Get-BatchMetrics", "{0} | Get-BatchMetrics -Interval 1s", "Get-BatchMetrics {0} -ByOperation",
            "{0} | Test-BatchThreshold 'p95 < 1ms', 'requests >= 1', 'verdict = Valid'", "{0} | Test-BatchThreshold 'p95 < 1ms in every 1s'",
            "Compare-BatchMetrics {0} $other -WarningAction Ignore", "Compare-BatchMetrics $other {0} -WarningAction Ignore",
            "@({0}) + $other | Merge-BatchMetrics", Reports,
        ]),
        ("document",
        [
            "{0} | Get-BatchMetrics", "Get-BatchMetrics {0} -ByOperation", "{0} | Test-BatchThreshold 'p95 < 1ms', 'verdict = Valid'",
            "Compare-BatchMetrics {0} $other -WarningAction Ignore", "@({0}) + $other | Merge-BatchMetrics", Reports,
        ]),
        ("results",
        [
            "{0} | Get-BatchMetrics", "{0} | Get-BatchMetrics -Interval 1s", "{0} | Test-BatchThreshold 'p95 < 1ms', 'verdict = Valid'",
            "{0} | Test-BatchThreshold 'p95 < 1ms in every 1s'",
        ]),
        ("metrics",
        [
            "{0} | Get-BatchMetrics", "{0} | Test-BatchThreshold 'p95 < 1ms', 'committedOperationsPerSecond >= 1', 'verdict = Valid'",
            "@({0}) + $other | Merge-BatchMetrics",
        ]),
    ];

    private static readonly string[] Ways =
    [
        "$(${0} | Export-Clixml $folder/way.xml; Import-Clixml $folder/way.xml)",
        "$(${0} | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json)",
        "$(${0} | Export-Csv $folder/way.csv; Import-Csv $folder/way.csv)",
        "$(${0} | Select-Object *)",

        // Jobs and remoting look one level deep where nothing says otherwise.
        "$(${0} | ForEach-Object {{ $s = [Management.Automation.PSSerializer]; $s::Deserialize($s::Serialize($_, 1)) }})",
    ];

    public static TheoryData<string, string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string, string>();
            foreach (var (thing, commands) in Things)
            {
                foreach (var (way, command) in Ways.SelectMany(_ => commands, static (way, command) => (way, command)))
                {
                    table.Add(thing, way, command);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_stored_object_is_answered_as_a_live_one(string thing, string way, string command)
    {
        var live = Answer(Format(command, "$" + thing));
        var stored = Answer($"$stored = {Format(way, thing)}; {Format(command, "$stored")}");

        Assert.True(live.Length > 10, live);
        Assert.Equal(live, stored);
    }

    [Theory]
    [InlineData("results", "Get-BatchMetrics", ",", "dd/MM/yyyy", "HH:mm:ss")]
    [InlineData("results", "Get-BatchMetrics -Interval 1s", ",", "d.M.yyyy", "HH:mm:ss")]
    [InlineData("results", "Get-BatchMetrics", ".", "M/d/yyyy", "h:mm:ss tt")]
    [InlineData("metrics", "Get-BatchMetrics", ",", "dd/MM/yyyy", "HH:mm:ss")]
    [InlineData("run", "Get-BatchMetrics -Interval 1s", ",", "dd/MM/yyyy", "HH:mm:ss")]
    public void Moments_and_numbers_pass_through_csv_of_every_culture_with_all_their_digits(
        string thing,
        string command,
        string point,
        string date,
        string time)
    {
        var live = Answer($"${thing} | {command}");
        var stored = rig.Session.One<string>(
            $"$before = [cultureinfo]::CurrentCulture; $here = [cultureinfo]::InvariantCulture.Clone(); "
            + $"$here.NumberFormat.NumberDecimalSeparator = '{point}'; $here.DateTimeFormat.ShortDatePattern = '{date}'; "
            + $"$here.DateTimeFormat.LongTimePattern = '{time}'; try {{ [cultureinfo]::CurrentCulture = $here; "
            + $"${thing} | Export-Csv $folder/there.csv; $read = Import-Csv $folder/there.csv | {command} }} "
            + $"finally {{ [cultureinfo]::CurrentCulture = $before }}; ConvertTo-Json @($read) -Depth 6");

        Assert.Equal(live, stored);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Archive = 'BatchRun1:' + 'x' * 40 } | Get-BatchMetrics", "ArchiveInvalid")]
    [InlineData("[pscustomobject]@{ Archive = $run.Archive.Substring(0, 4000) } | Merge-BatchMetrics", "ArchiveInvalid")]
    [InlineData("[pscustomobject]@{ Archive = 'y' } | Test-BatchThreshold 'p95 < 1ms'", "ArchiveInvalid")]
    [InlineData("$results[0] | Select-Object RunId, Name, Requests, Phase | Get-BatchMetrics -Interval 1s", "IntervalNotPossible")]
    [InlineData("$results[0] | Select-Object RunId, Name, Phase | Get-BatchMetrics", "NotAResult")]
    [InlineData("$run | Get-BatchMetrics -Interval 1s | Test-BatchThreshold 'p95 < 1ms'", "NotAResult")]
    [InlineData("$metrics | Get-BatchMetrics -Interval 1s", "IntervalNotPossible")]
    public void Parts_of_objects_are_refused_by_name(string script, string id) =>
        rig.Session.Fails(script, id, System.Management.Automation.ErrorCategory.InvalidArgument);

    private static string Format(string text, string argument) => string.Format(CultureInfo.InvariantCulture, text, argument);

    private string Answer(string script) => rig.Session.One<string>($"ConvertTo-Json @({script}) -Depth 6");

    /// <summary>Two runs of the same plan, one with all that can be stored of it.</summary>
    public sealed class Runs : Rig
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Session.Run(
                "$load = @{ Duration = '2500ms'; ClientCount = 2; SpawnRate = 10; ThinkTime = '20ms'; BatchTripleCount = 1; FailDeliberately = $true }; "
                + "$results = Invoke-BatchVolumeTest @short @load -RunVariable run -ResultPath $folder/results.csv; "
                + "$other = Invoke-BatchVolumeTest @short @load -SummaryOnly; "
                + "$document = Import-BatchResult $folder/results.run.json; $metrics = $results | Get-BatchMetrics");
        }
    }
}
