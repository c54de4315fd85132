using System.Management.Automation;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Runs;

public sealed class RunFileTests : IClassFixture<Rig>
{
    private readonly Rig _rig;
    private readonly Session _session;
    private readonly string _here;

    public RunFileTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
        _here = rig.File(Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(_here);
        _session.Set("here", _here);
    }

    [Fact]
    public void Files_hold_every_result_and_the_run_beside_them()
    {
        var results = _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -BatchCount 30 -FailDeliberately -ResultPath \"$here/results.csv\" -RunVariable run");

        var run = _session.Get<BatchRun>("run");
        var rows = _session.Run("Import-Csv \"$here/results.csv\"").Output;
        Assert.Equal(30, rows.Count);
        Assert.Equal(results.Count(static result => !result.Success), rows.Count(static row => (string)row.Properties["Success"].Value == "False"));
        Assert.Equal(run.Totals.OperationsCommitted, rows.Sum(static row => int.Parse((string)row.Properties["OperationsCommitted"].Value)));
        var stored = _session.One<PSCustomObject>("$stored = Get-Content \"$here/results.run.json\" -Raw | ConvertFrom-Json; $stored");
        Assert.NotNull(stored);
        Assert.Equal(run.RunId, _session.One<string>("$stored.runId"));
        Assert.Equal("BatchCount", _session.One<string>("$stored.stopReason"));
        Assert.True(_session.One<bool>("$null -ne $stored.endedAt"));
        Assert.Equal(_here + "/results.csv", run.ResultPath);
    }

    [Fact]
    public void A_file_that_cannot_be_written_at_the_end_is_an_error_of_its_own_and_costs_no_result()
    {
        var ran = _session.Run("""
            $results = Invoke-BatchVolumeTest @short -BatchCount 5 -ResultPath "$here/results.csv" -LocustCsvPath "$here/locust" -ErrorAction SilentlyContinue -ErrorVariable problems |
                ForEach-Object { $null = New-Item -ItemType Directory -Force "$here/results.run.json"; $_ }
            $results.Count
            $problems.FullyQualifiedErrorId
            (Import-Csv "$here/results.csv").Count
            """);

        Assert.Equal([5, "RunFileNotWritable,EdFi.BatchPerf.Cmdlets.InvokeBatchVolumeTestCommand", 5], ran.Output.Select(static item => item.BaseObject));
        Assert.True(File.Exists(Path.Combine(_here, "locust", "batch_volume_failures.csv")));
    }

    [Fact]
    public void Files_are_written_without_keeping_results()
    {
        _session.Run("Invoke-BatchVolumeTest @short -BatchCount 5 -SummaryOnly -ResultPath \"$here/results.csv\"");

        Assert.Equal(5, _session.Run("Import-Csv \"$here/results.csv\"").Output.Count);
    }

    [Fact]
    public void The_four_files_of_Locust_come_in_a_folder_that_is_made()
    {
        _session.Run("Invoke-BatchVolumeTest @short -BatchCount 5 -Scenario Student -LocustCsvPath \"$here/new/locust\"");

        Assert.Equal(
            ["batch_volume_exceptions.csv", "batch_volume_failures.csv", "batch_volume_stats.csv", "batch_volume_stats_history.csv"],
            Directory.GetFiles(Path.Combine(_here, "new", "locust")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("5", _session.One<string>("(Import-Csv \"$here/new/locust/batch_volume_stats.csv\" | Where-Object Name -EQ Aggregated).'Request Count'"));
    }

    [Fact]
    public void A_file_is_overwritten_with_Force_only_and_nothing_is_sent_otherwise()
    {
        Precious("results.csv");
        _session.Fails("Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath \"$here/results.csv\"", "ResultFileExists", ErrorCategory.ResourceExists, "*results.csv*-Force*");
        Assert.Equal("precious", File.ReadAllText(Path.Combine(_here, "results.csv")));
        Assert.Equal(0, _rig.Simulator.Counts().BatchRequests);

        _session.Run("Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath \"$here/results.csv\" -Force");
        Assert.Single(_session.Run("Import-Csv \"$here/results.csv\"").Output);
    }

    [Fact]
    public async Task Files_that_cannot_be_written_are_told_of_before_the_server_is_touched()
    {
        await using var fresh = await _rig.UseAsync(new());
        fresh.Host.ResetCounts();
        Precious("file");

        _session.Fails("Invoke-BatchVolumeTest -Connection $dms -BatchCount 1 -ResultPath \"$here/missing/results.csv\"", "ResultPathNotWritable", ErrorCategory.WriteError, "*missing*results.csv*");
        _session.Fails("Invoke-BatchVolumeTest -Connection $dms -BatchCount 1 -ResultPath $here", "ResultPathNotWritable", ErrorCategory.WriteError, $"*{Path.GetFileName(_here)}*");
        _session.Fails("Invoke-BatchVolumeTest -Connection $dms -BatchCount 1 -LocustCsvPath \"$here/file\"", "OutputDirectoryNotWritable", ErrorCategory.WriteError, "*file*");
        Assert.Equal((0L, 0L), (fresh.Counts().BatchRequests, fresh.Counts().Documents.Total));
    }

    [Fact]
    public async Task Files_stay_as_they_are_when_the_run_cannot_begin()
    {
        await using var bare = await _rig.UseAsync(new() { Prerequisites = Prerequisites.None, ClaimSet = ClaimSet.Full });
        Precious("old.csv");

        _session.Fails("Invoke-BatchVolumeTest -Connection $dms -BatchCount 1 -ResultPath \"$here/old.csv\" -Force", "PrerequisitesMissing", ErrorCategory.ObjectNotFound);
        _session.Fails("Invoke-BatchVolumeTest -Connection $dms -BatchCount 1 -ResultPath \"$here/new.csv\"", "PrerequisitesMissing", ErrorCategory.ObjectNotFound);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(_here, "old.csv")));
        Assert.False(File.Exists(Path.Combine(_here, "new.csv")));

        _session.Run("Invoke-BatchVolumeTest -Connection $dms -CreateMissing -BatchCount 1 -ResultPath \"$here/new.csv\" -WarningAction Ignore");
        Assert.True(File.Exists(Path.Combine(_here, "new.csv")));
    }

    [Fact]
    public async Task WhatIf_sends_nothing_writes_no_file_and_sets_no_variable()
    {
        await using var fresh = await _rig.UseAsync(new());
        fresh.Host.ResetCounts();

        Assert.Empty(_session.Run("Invoke-BatchVolumeTest -Connection $dms -BatchCount 5 -ResultPath \"$here/whatif.csv\" -RunVariable whatIfRun -WhatIf").Output);
        Assert.Equal((0L, 0L), (fresh.Counts().BatchRequests, fresh.Counts().Documents.Total));
        Assert.Empty(Directory.GetFiles(_here));
        Assert.Null(_session.Get<object>("whatIfRun"));
    }

    private void Precious(string name) => File.WriteAllText(Path.Combine(_here, name), "precious");
}
