using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

public sealed class RepeatTests(Rig rig) : IClassFixture<Rig>
{
    private const string Load = "-Fixture $fixtures -Scenario Student -ClientCount 1 -BatchTripleCount 1 -BatchCount 4 -WarningAction Ignore";
    private readonly Session _session = rig.Session;

    [Fact]
    public void Runs_have_ids_and_numbered_files_of_their_own_and_are_all_in_the_variable()
    {
        var runs = _session.Run<BatchRun>($"Invoke-BatchVolumeTest -Connection $dms -Repeat 3 {Load} -SummaryOnly -RunVariable all -ResultPath \"$folder/r.csv\" -LocustCsvPath \"$folder/locust\"");

        Assert.Equal(3, runs.Select(static run => run.RunId).Distinct(StringComparer.Ordinal).Count());
        Assert.Single(runs.Select(static run => run.Seed).Distinct());
        Assert.Equal(runs.Select(static run => run.RunId), _session.Run<string>("$all.RunId"));
        Assert.Equal(
            ["r-1.csv", "r-1.journal", "r-1.run.json", "r-2.csv", "r-2.journal", "r-2.run.json", "r-3.csv", "r-3.journal", "r-3.run.json"],
            Directory.GetFiles(rig.Folder, "r*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(runs[1].RunId, _session.One<string>("(Import-BatchResult \"$folder/r-2.run.json\").RunId"));
        Assert.All([1, 2, 3], i => Assert.True(File.Exists(rig.File($"locust/{i}/batch_volume_stats.csv"))));
    }

    [Fact]
    public void Results_stream_run_after_run()
    {
        var results = _session.Run<BatchResult>($"Invoke-BatchVolumeTest -Connection $dms -Repeat 2 {Load}");

        Assert.Equal([4, 4], results.GroupBy(static result => result.RunId, StringComparer.Ordinal).Select(static group => group.Count()));
    }

    [Fact]
    public async Task Connections_take_turns_A_B_B_A()
    {
        _session.Run("$a = $dms");
        await using var other = await rig.UseAsync(new());
        _session.Run("$null = Initialize-BatchFixtures -Connection $dms");
        var (a, b) = (rig.Simulator.BaseUrl, other.Host.BaseUrl);

        var runs = _session.Run<BatchRun>($"Invoke-BatchVolumeTest -Connection $a, $dms -Repeat 3 {Load} -SummaryOnly");
        var piped = _session.Run<BatchRun>($"$a, $dms | Invoke-BatchVolumeTest {Load} -SummaryOnly");

        Assert.Equal([a, b, b, a, a, b], runs.Select(static run => run.Server));
        Assert.Equal([a, b], piped.Select(static run => run.Server));
    }

    [Fact]
    public void A_numbered_file_in_the_way_is_found_before_anything_is_sent()
    {
        File.WriteAllText(rig.File("x-2.csv"), "here");
        rig.Simulator.ResetCounts();

        _session.Fails($"Invoke-BatchVolumeTest -Connection $dms -Repeat 2 {Load} -ResultPath \"$folder/x.csv\"", "ResultFileExists", ErrorCategory.ResourceExists, "*x-2.csv*");
        Assert.Equal(0, rig.Simulator.Counts().OperationsTotal.Committed);
    }

    [Fact]
    public void A_variable_that_cannot_be_set_is_refused_before_anything_is_sent()
    {
        rig.Simulator.ResetCounts();

        Assert.Contains(
            "read-only",
            $"{_session.Try($"Set-Variable pinned 1 -Option ReadOnly; Invoke-BatchVolumeTest -Connection $dms {Load} -RunVariable pinned").Problem}",
            StringComparison.Ordinal);
        Assert.Equal(0, rig.Simulator.Counts().OperationsTotal.Committed);
    }

    [Fact]
    public void What_keeps_a_later_run_from_beginning_costs_neither_variable_nor_results_nor_files_of_those_before_it()
    {
        var ran = _session.Try(
            $"$seen = @(); Invoke-BatchVolumeTest -Connection $dms -Repeat 3 {Load} -SummaryOnly -RunVariable kept -ResultPath \"$folder/k.csv\" -StopFile \"$folder/k.stop\" | "
                + "ForEach-Object { $seen += $_; if ($seen.Count -eq 2) { Set-Content \"$folder/k.stop\" '' } }");

        Assert.StartsWith("StopFileExists,", ran.Problem!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Session.AssertLike("*Run 3 of 3 could not begin, and none after it was made; those before it are complete.*", ran.Problem.ToString());
        Assert.Equal([4, 4], _session.Run<int>("$kept.ForEach({ [int]$_.Totals.Succeeded })"));
        Assert.Equal(2, _session.One<int>("$seen.Count"));
        Assert.Equal(
            ["k-1.csv", "k-1.journal", "k-1.run.json", "k-2.csv", "k-2.journal", "k-2.run.json"],
            Directory.GetFiles(rig.Folder, "k-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_question_alone_leaves_the_variable_as_it_is()
    {
        _session.Run($"$kept = 7; Invoke-BatchVolumeTest -Connection $dms {Load} -RunVariable kept -WhatIf");

        Assert.Equal(7, _session.Get<int>("kept"));
    }

    [Fact]
    public void One_run_alone_is_no_list_in_the_variable()
    {
        _session.Run($"Invoke-BatchVolumeTest -Connection $dms {Load} -RunVariable one");

        Assert.IsAssignableFrom<BatchRun>(_session.Get<PSObject>("one").BaseObject);
    }
}
