using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>-Segment and -StartAt: one plan on several machines.</summary>
public sealed class SegmentTests(Rig rig) : IClassFixture<Rig>
{
    private const string Load = "-Connection $dms -Fixture $fixtures -Scenario Student -BatchTripleCount 1 -SummaryOnly -WarningAction Ignore";
    private readonly Session _session = rig.Session;

    [Fact]
    public void A_share_and_a_common_start_are_of_the_run_and_of_its_file()
    {
        var run = _session.One<BatchRun>($$"""
            foreach ($seconds in 1, 5, 25) {
                $at = [DateTimeOffset]::UtcNow.AddSeconds($seconds)
                try { Invoke-BatchVolumeTest {{Load}} -Segment 2/3 -StartAt $at -ClientCount 7 -BatchCount 50 -ResultPath "$folder/share.csv" -Force; break }
                catch { if ($_.FullyQualifiedErrorId -notlike 'StartMissed*') { throw } } # a slow machine
            }
            """);

        Assert.Equal(("2/3", 17L, 2), (run.Plan.Segment, run.Totals.Batches, run.ClientsBegun));
        Assert.Equal(_session.Get<DateTimeOffset>("at"), run.StartAt);
        Assert.True(run.StartDeviationMs >= 0);
        Assert.Equal("2/3", _session.One<string>("(Import-BatchResult \"$folder/share.run.json\").Plan.Segment"));
    }

    [Fact]
    public void A_share_of_nothing_and_a_start_for_several_runs_or_in_the_past_are_refused_before_anything_is_sent()
    {
        rig.Simulator.ResetCounts();

        _session.Fails($"Invoke-BatchVolumeTest {Load} -Segment 3/3 -ClientCount 2 -BatchCount 5", "EmptySegment", ErrorCategory.InvalidArgument, "*share 3/3*of 2 clients none*");
        _session.Fails($"Invoke-BatchVolumeTest {Load} -Repeat 2 -StartAt ([DateTimeOffset]::UtcNow.AddHours(1)) -BatchCount 5", "StartConflict", ErrorCategory.InvalidArgument, "*-StartAt*2 runs*");
        _session.Fails($"Invoke-BatchVolumeTest {Load} -StartAt 2020-01-01T00:00:00Z -BatchCount 5", "StartMissed", ErrorCategory.InvalidArgument, "*2020-01-01T00:00:00Z had passed*");
        Assert.Equal(0, rig.Simulator.Counts().BatchRequests);
    }
}
