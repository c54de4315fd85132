namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>The same triples, one operation at a time.</summary>
public sealed class VolumeTests : IClassFixture<Rig>
{
    private const string Volume = "Invoke-BatchVolumeTest @short -TestType Volume -ClientCount 2 -SpawnRate 1000";
    private readonly Rig _rig;
    private readonly Session _session;

    public VolumeTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    [Fact]
    public void Operations_are_sent_by_id_and_counted_by_name_and_method()
    {
        var before = _rig.Simulator.Counts().Documents.Total;
        var results = _session.Run<BatchResult>($"{Volume} -BatchCount 12 -DeleteResources -Scenario students -RunVariable run -OutVariable results");

        Assert.All(results, static result => Assert.Equal((TestType.Volume, true), (result.TestType, result.Success)));
        Assert.Equal(
            ["12 DELETE /data/ed-fi/students/{id}", "12 POST /data/ed-fi/students", "12 PUT /data/ed-fi/students/{id}"],
            results.GroupBy(static result => $"{result.Method} {result.Name}", StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => $"{group.Count()} {group.Key}"));
        var counts = _rig.Simulator.Counts();
        Assert.Equal([12L, 12L, 12L], new[] { "POST", "PUT", "DELETE" }.Select(method => counts.Resources[$"students {method}"]));
        Assert.Equal((0L, before), (counts.BatchRequests, counts.Documents.Total));

        var metrics = _session.Run<BatchMetrics>("$results | Get-BatchMetrics");
        Assert.Equal(["POST", "DELETE", "PUT", null], metrics.Select(static row => row.Method));
        Assert.Equal((36L, 12L), (metrics[^1].OperationsCommitted, metrics[^1].Triples));
        Assert.True(metrics[^1].TripleMeanMs > 2.99 * metrics[^1].MeanMs);
        Assert.Equal(metrics[^1].TripleMeanMs, _session.Run<BatchMetrics>("$run | Get-BatchMetrics")[^1].TripleMeanMs);
    }

    [Fact]
    public void Documents_stay_without_DeleteResources_and_a_warning_says_so()
    {
        var before = _rig.Simulator.Counts().Documents.Total;
        var warnings = _session.Run("Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -TestType Volume -BatchCount 5 -Scenario students -SummaryOnly").Warnings;

        Assert.Equal(before + 5, _rig.Simulator.Counts().Documents.Total);
        Session.AssertLike("*Without -DeleteResources*", warnings);
    }

    [Fact]
    public void Files_have_names_of_their_own_and_rows_by_method()
    {
        var run = _session.One<BatchRun>($"{Volume} -BatchCount 6 -DeleteResources -SummaryOnly -LocustCsvPath \"$folder/locust\" -ResultPath \"$folder/volume.csv\"");

        Assert.Equal(["students", "sections"], run.Plan.Scenarios);
        _session.Run("$stats = Import-Csv \"$folder/locust/volume_stats.csv\"");
        Assert.Equal(["POST", "DELETE", "PUT"], _session.Run<string>("($stats | Where-Object Name -Like '*students*').Type"));
        Assert.Equal("18", _session.One<string>("$stats[-1].'Request Count'"));
        Assert.Equal(["DELETE", "POST", "PUT"], _session.Run<string>("(Import-Csv \"$folder/volume.csv\").Method | Sort-Object -Unique"));
        Assert.Equal(6, _session.Run<BatchMetrics>("Get-BatchMetrics -Path \"$folder/volume.csv\"")[^1].Triples);
    }

    [Fact]
    public void The_number_of_triples_in_a_batch_means_nothing_and_WhatIf_sends_nothing()
    {
        Assert.Equal(6, _session.One<BatchRun>($"{Volume} -BatchCount 2 -DeleteResources -Scenario students -BatchTripleCount 20 -SummaryOnly").Totals.OperationsSent);

        var before = _rig.Simulator.Counts().Resources["students POST"];
        Assert.Empty(_session.Run($"{Volume} -BatchCount 2 -WhatIf").Output);
        Assert.Equal(before, _rig.Simulator.Counts().Resources["students POST"]);
    }
}
