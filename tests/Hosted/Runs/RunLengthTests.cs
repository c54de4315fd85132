namespace EdFi.BatchPerf.Hosted.Runs;

public sealed class RunLengthTests : IClassFixture<Rig>
{
    private readonly Rig _rig;
    private readonly Session _session;

    public RunLengthTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    [Theory]
    [InlineData("-Duration 300ms -SpawnRate 1000", 0.3)]
    [InlineData("-Duration ([timespan]::FromSeconds(0.3)) -SpawnRate 1000", 0.3)]
    [InlineData("-RunTimeInMinutes (0.3 / 60) -SpawnRate 1000", 0.3)]
    [InlineData("-Stage 200ms:4, 200ms:4", 0.4)]
    public void A_run_sends_for_the_time_that_was_given(string time, double seconds)
    {
        var run = _session.One<BatchRun>($"Invoke-BatchVolumeTest @short {time} -SummaryOnly -ClientCount 4 -Scenario Student -ThinkTime 10ms");

        Assert.Equal(StopReason.Duration, run.StopReason);
        Assert.True((run.MeasuredTo - run.StartedAt)!.Value.TotalSeconds > seconds - 0.01, $"from {run.StartedAt:O} to {run.MeasuredTo:O}");
        Assert.NotNull(run.EndedAt);
        RunAssert.SameCounts(_rig, run);
    }

    [Fact]
    public void A_number_of_batches_beside_a_duration_means_what_comes_first() =>
        Assert.Equal(2, _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -ClientCount 1 -BatchCount 2 -Duration 10m").Count);

    [Fact]
    public void Arrivals_come_at_the_rate_that_was_given()
    {
        var run = _session.One<BatchRun>("Invoke-BatchVolumeTest @short -ArrivalRate 100 -Duration 300ms -SummaryOnly");

        Assert.Equal("Open", run.Plan.LoadModel);
        Assert.InRange(run.ScheduledArrivals!.Value, 29, 31);
        Assert.Equal(run.ScheduledArrivals, run.Totals.Batches + run.DroppedArrivals);
        RunAssert.SameCounts(_rig, run);
    }

    [Fact]
    public void A_rate_of_operations_ends_after_the_batches_asked_for_all_the_same()
    {
        var run = _session.One<BatchRun>("Invoke-BatchVolumeTest @short -OperationRate 3000 -BatchCount 20 -SummaryOnly");

        Assert.Equal(20, run.Totals.Batches);
        RunAssert.SameCounts(_rig, run);
    }

    [Fact]
    public void Results_stream_while_the_run_lasts_and_a_stop_file_ends_it()
    {
        _session.Run("""
            $seen = 0
            Invoke-BatchVolumeTest @short -Duration 10m -StopFile "$folder/stop" -ThinkTime 5ms -RunVariable run |
                ForEach-Object { if (++$seen -eq 20) { $endedMeanwhile = $run.EndedAt; 'now' | Set-Content "$folder/stop" } }
            """);

        var run = _session.Get<BatchRun>("run");
        Session.AssertLike($"Run {run.RunId} ended early, after *: its stop file was created.", _session.Run("$run | Test-BatchThreshold 'failureRate < 1%'").Warnings);
        Assert.Null(_session.Get<object>("endedMeanwhile"));
        Assert.Equal((StopReason.StopRequested, StopSource.StopFile), (run.StopReason, run.StoppedBy));
        Assert.Equal(run.Totals.Batches, _session.Get<int>("seen"));
        RunAssert.SameCounts(_rig, run);
    }

    [Fact]
    public void Results_before_the_measured_window_are_marked_and_not_counted()
    {
        // The stop file ends the run once a result of the measured window has come, however long this machine takes for that.
        var results = _session.Run<BatchResult>("""
            Invoke-BatchVolumeTest @short -Duration 10m -WarmUp 1s -ClientCount 1 -ThinkTime 5ms -StopFile "$folder/measured" -RunVariable run |
                ForEach-Object { if ($_.Phase -eq 'Measured') { 'now' | Set-Content "$folder/measured" }; $_ }
            """);

        var run = _session.Get<BatchRun>("run");
        Assert.Equal(RunPhase.WarmUp, results[0].Phase);
        Assert.Contains(results, static result => result.Phase == RunPhase.Measured);
        Assert.Equal(results.Count(static result => result.Phase is RunPhase.Measured or RunPhase.Drain), run.Metrics[^1].Requests);
    }

    [Fact]
    public void Every_phase_is_told_as_a_verbose_message_however_short_it_was()
    {
        var verbose = _session.Run("""
            Invoke-BatchVolumeTest @short -Duration 10m -WarmUp 1s -ClientCount 3 -SpawnRate 1000 -ThinkTime 5ms -StopFile "$folder/told" -Verbose |
                ForEach-Object { if ($_.Phase -eq 'Measured') { 'now' | Set-Content "$folder/told" } }
            """).Verbose;

        Session.AssertLike("*started*Phase Measured*Phase Drain*ended*", verbose);
    }
}
