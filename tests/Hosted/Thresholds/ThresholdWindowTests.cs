namespace EdFi.BatchPerf.Hosted.Thresholds;

public sealed class ThresholdWindowTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public void Limits_hold_in_every_window_of_the_measured_part_for_runs_results_and_files()
    {
        var session = rig.Session;
        session.Run("""
            $seconds = @{} # those in which there were results, of which the last one is not whole
            $timed = @(Invoke-BatchVolumeTest @short -ClientCount 2 -SpawnRate 100 -ThinkTime 20ms -Duration 10m -StopFile "$folder/timed" -ResultPath "$folder/timed.csv" -RunVariable live |
                ForEach-Object { $seconds[[int][Math]::Floor($_.ScheduledAfterMs / 1000)] = 1; if ($seconds.Count -gt 3) { 'now' | Set-Content "$folder/timed" }; $_ })
            $limits = 'failureRate = 0 in every 1s', 'requests > 1e9 in every 1s', 'failures = 0 for students-* in every 1s', 'failures = 0 in every 1h'
            """);
        foreach (var from in new[] { "$live | Test-BatchThreshold $limits", "$timed | Test-BatchThreshold $limits", "Test-BatchThreshold $limits -Path \"$folder/timed.csv\"" })
        {
            var results = session.Run<BatchThresholdResult>(from);

            Assert.Equal([true, false, true, false], results.Select(static result => result.Passed));
            Assert.InRange(results[0].Windows!.Value, 2, int.MaxValue);
            Assert.Equal(results[0].Windows, results[0].WindowsKept);
            Assert.Equal(0, results[1].WindowsKept);
            Session.AssertLike("Aggregated: requests is * in the worst of * windows of 1s, from *s on; not kept in *: requests > 1e9 in every 1s.", results[1].Message);
            Assert.Equal("students-batch-10", results[2].Name);
            Session.AssertLike("*No whole window of 1h lies in the measured part*", results[3].Message);
            Assert.Equal(0d, Convert.ToDouble(results[0].Actual));
        }
    }
}
