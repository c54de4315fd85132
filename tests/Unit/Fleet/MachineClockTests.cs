using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Fleet;

public sealed class MachineClockTests : IDisposable
{
    private readonly RecordingJobHost _host = new();

    public void Dispose() => _host.Dispose();

    /// <summary>The machine reads its clock at the end of each round trip, as far from the middle as can be.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task An_offset_is_told_by_the_fastest_of_seven_round_trips_to_within_half_of_its_time(double ahead)
    {
        int[] roundTrips = [40, 8, 30, 2, 50, 9, 11];
        var clock = new TestClock();
        var asked = 0;
        var machine = new ChangedMachine(new FakeMachine("m1", []), (_, answer) =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(roundTrips[asked++]));
            return answer with { At = clock.GetUtcNow().AddSeconds(ahead) };
        });
        var link = new MachineLink(machine, Segment.Parse("1/1"), new FleetVoice(_host), new FleetTimes(), clock);

        var measured = await link.MeasureClockAsync();

        Assert.Equal((7, 1), (asked, measured.Error.TotalMilliseconds));
        Assert.Equal((1000 * ahead) + 1, measured.Offset.TotalMilliseconds);
        Assert.Same(measured, link.Clock);
    }
}
