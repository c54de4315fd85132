using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

public sealed class MergeBatchRunTests(MergeBatchRunTests.Machines rig) : IClassFixture<MergeBatchRunTests.Machines>
{
    [Theory]
    [InlineData("$runs | Merge-BatchRun")]
    [InlineData("Merge-BatchRun -Path \"$folder/machine-*.run.json\"")]
    [InlineData("Get-Item \"$folder/machine-*.run.json\" | Merge-BatchRun")]
    [InlineData("Import-BatchResult \"$folder/machine-*.run.json\" | Merge-BatchRun")]
    [InlineData("Merge-BatchRun -LiteralPath \"$folder/machine-1.csv\", \"$folder/machine-2.csv\"")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($runs)) | Merge-BatchRun")]
    public void Runs_of_machines_become_one_however_they_are_given(string script)
    {
        var run = rig.Session.One<BatchRun>(script + " -WarningAction Ignore");

        Assert.Equal(rig.Runs.Sum(static r => r.Totals.Batches), run.Totals.Batches);
        Assert.Equal(rig.Runs.Select(static r => r.RunId).Order(StringComparer.Ordinal), run.Machines.Select(static m => m.RunId!).Order(StringComparer.Ordinal));
        Assert.InRange(run.Metrics[^1].Requests, 1, rig.Runs.Sum(static r => r.Metrics[^1].Requests)); // less where a busy machine drew their windows apart
    }

    [Fact]
    public void A_merged_run_is_taken_by_every_command_that_takes_a_run_in_memory_or_by_its_file()
    {
        rig.Session.Run("$merged = $runs | Merge-BatchRun -RunPath \"$folder/merged.run.json\" -WarningAction Ignore");
        foreach (var given in new[] { "$merged", "(Get-Item \"$folder/merged.run.json\")" })
        {
            var tested = rig.Session.Run<BatchThresholdResult>($"{given} | Test-BatchThreshold 'failures = 0 in every 1s', 'requests > 0'");
            Assert.Equal(["failures = 0 in every 1s", "requests > 0"], tested.Select(static t => t.Threshold).Order(StringComparer.Ordinal));
            Assert.True(tested.Single(static t => t.Threshold == "requests > 0").Passed);
            Assert.Equal(2, rig.Session.Run<BatchMetrics>($"{given} | Get-BatchMetrics").Count);
            Assert.NotEmpty(rig.Session.Run<BatchIntervalMetrics>($"{given} | Get-BatchMetrics -Interval 1s"));
            Assert.NotEmpty(rig.Session.Run<FileInfo>($"{given} | Export-BatchReport -Path \"$folder/report\" -Force"));
        }

        Assert.NotEmpty(rig.Session.Run<BatchComparison>("Compare-BatchMetrics ($runs[0] | Merge-BatchRun -WarningAction Ignore) ($runs[1] | Merge-BatchRun -WarningAction Ignore) -WarningAction Ignore"));
        Session.AssertLike("*one * Done*", string.Concat(rig.Session.Run("$merged.Machines | ForEach-Object { $_ } | Out-String -Width 120").Output).Replace(Environment.MachineName, "one", StringComparison.Ordinal));
        rig.Session.Fails("$runs | Merge-BatchRun -RunPath \"$folder/merged.run.json\"", "RunFileExists", ErrorCategory.ResourceExists, "*merged.run.json*-Force*");
    }

    [Fact]
    public void What_cannot_be_merged_is_refused_by_name()
    {
        rig.Session.Fails("$runs[0], $runs[0] | Merge-BatchRun", "RunsOverlap", ErrorCategory.InvalidArgument, $"*{rig.Runs[0].RunId}*once*");
        rig.Session.Fails("5 | Merge-BatchRun", "NotARun", ErrorCategory.InvalidArgument, "*System.Int32*");
        rig.Session.Fails("$runs | Merge-BatchRun -RunPath \"$folder/merged.json\"", "RunFileNameWrong", ErrorCategory.InvalidArgument, "*.run.json*");
        Assert.False(File.Exists(rig.File("not.run.json")));
        rig.Session.Run("$runs | Merge-BatchRun -RunPath \"$folder/not.run.json\" -WhatIf -WarningAction Ignore");
        Assert.False(File.Exists(rig.File("not.run.json")));
    }

    /// <summary>Two runs at the same time, by sessions of their own.</summary>
    public sealed class Machines : Rig
    {
        public IReadOnlyList<BatchRun> Runs { get; private set; } = [];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var ready = new Barrier(2);
            Runs = await Task.WhenAll(Enumerable.Range(1, 2).Select(i => Task.Run(() =>
            {
                using var session = new Session();
                session.Set("url", Simulator.BaseUrl);
                session.Set("credential", Session.Get<PSCredential>("credential"));
                session.Set("folder", Folder);
                session.Run("$dms = Connect-BatchApi $url $credential");
                ready.SignalAndWait(); // so that their windows have something in common
                return session.One<BatchRun>($"Invoke-BatchVolumeTest -Connection $dms -Scenario students -ClientCount 1 -ThinkTime 5ms -Duration 3s -ResultPath \"$folder/machine-{i}.csv\" -SummaryOnly -WarningAction Ignore");
            })));
            Session.Set("runs", Runs.ToArray());
        }
    }
}
