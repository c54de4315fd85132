using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Inputs;

/// <summary>Commands that read runs' files take the same ways to name them.</summary>
public sealed class InputFileTests(InputFileTests.Files rig) : IClassFixture<InputFileTests.Files>
{
    private static readonly string[] Commands =
    [
        "Get-BatchMetrics -Path {0}",
        "Merge-BatchMetrics -Path {0}",
        "Test-BatchThreshold 'requests >= 1' -Path {0}",
        "Import-BatchResult -Path {0}",
        "Compare-BatchMetrics {0} $folder/other.run.json",
        "Export-BatchReport {0} (Join-Path $folder ([guid]::NewGuid()))",
        "Export-BatchReport $folder/other.run.json (Join-Path $folder ([guid]::NewGuid())) -Baseline {0}",
    ];

    private static readonly string[] LiteralCommands =
    [
        "Get-BatchMetrics -LiteralPath {0}",
        "Merge-BatchMetrics -LiteralPath {0}",
        "Test-BatchThreshold 'requests >= 1' -LiteralPath {0}",
        "Import-BatchResult -LiteralPath {0}",
        "Compare-BatchMetrics (Get-Item -LiteralPath {0}) $folder/other.run.json",
        "Export-BatchReport -LiteralPath {0} -Path (Join-Path $folder ([guid]::NewGuid()))",
    ];

    public static TheoryData<string, string> EveryWay => Table(
        Commands,
        "$folder/one.csv",
        "$folder/one.run.json",
        "$folder/o*e.csv",
        "$folder/o?e.run.json",
        "$folder/r`[1`].csv",
        "$folder/r`[1`].run.json",
        "./one.csv");

    public static TheoryData<string, string> EveryLiteralWay => Table(LiteralCommands, "$folder/r[1].csv", "$folder/r[1].run.json");

    public static TheoryData<string, string, string> EveryRefusal
    {
        get
        {
            var table = new TheoryData<string, string, string>();
            foreach (var command in Commands)
            {
                table.Add(command, "$folder", "PathIsFolder");
                table.Add(command, "$folder/fol*", "PathIsFolder");
                table.Add(command, "env:PATH", "NotAFilePath");
                if (!command.StartsWith("Import", StringComparison.Ordinal))
                {
                    table.Add(command, "$folder/locust_stats.csv", "LocustFile");
                }

                table.Add(command, "$folder/locust_failures.csv", "LocustFile");
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void A_file_is_found_however_it_is_named(string command, string path) =>
        Assert.NotEmpty(rig.Session.Run(string.Format(null, command, $"\"{path.Replace("`", "``", StringComparison.Ordinal)}\"")).Output);

    [Theory]
    [MemberData(nameof(EveryLiteralWay))]
    public void A_literal_name_is_taken_as_it_is(string command, string path) =>
        Assert.NotEmpty(rig.Session.Run(string.Format(null, command, $"\"{path}\"")).Output);

    [Theory]
    [MemberData(nameof(EveryRefusal))]
    public void What_is_no_file_of_a_run_is_refused_by_name(string command, string path, string id)
    {
        var problem = rig.Session.Fails(string.Format(null, command, $"\"{path}\""), id, ErrorCategory.InvalidArgument);
        Assert.True(id != "LocustFile" || problem.ErrorDetails.RecommendedAction.Contains("Import-BatchResult", StringComparison.Ordinal));
    }

    [Fact]
    public void A_literal_folder_is_refused_by_name()
    {
        foreach (var command in LiteralCommands)
        {
            rig.Session.Fails(string.Format(null, command, "$folder"), "PathIsFolder", ErrorCategory.InvalidArgument, $"*{rig.Folder}*");
        }
    }

    private static TheoryData<string, string> Table(string[] commands, params string[] paths)
    {
        var table = new TheoryData<string, string>();
        foreach (var (command, path) in commands.SelectMany(_ => paths, static (command, path) => (command, path)))
        {
            table.Add(command, path);
        }

        return table;
    }

    /// <summary>Two runs with results; the first also under a name in brackets.</summary>
    public sealed class Files : Rig
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Session.Run(
                "foreach ($name in 'one', 'other') { $null = Invoke-BatchVolumeTest @short -BatchCount 4 -BatchTripleCount 1 -ResultPath $folder/$name.csv }; "
                + "foreach ($kind in 'csv', 'run.json') { Copy-Item $folder/one.$kind \"$folder/r[1].$kind\" }; "
                + "Export-BatchReport $folder/one.csv $folder/folder -Format Locust | Out-Null; "
                + "foreach ($kind in 'stats', 'failures') { Copy-Item $folder/folder/batch_volume_$kind.csv $folder/locust_$kind.csv }; "
                + "Set-Location -LiteralPath $folder");
        }
    }
}
