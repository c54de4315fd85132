using CsCheck;
using EdFi.BatchPerf.Pacing;

namespace EdFi.BatchPerf.Unit.Pacing;

/// <summary>Every machine walks one schedule and sends its own arrivals of it.</summary>
public sealed class SegmentedArrivalsTests
{
    private static readonly Gen<LoadCurve> Curves = Gen.OneOf(
        Gen.Double[0.5, 500].Select(static rate => LoadCurve.Constant(rate)),
        Gen.Select(Gen.Double[1, 300], Gen.Double[0, 300]).Select(static (up, down) =>
            LoadCurve.Through([new Stage(TimeSpan.FromSeconds(3), up), new Stage(TimeSpan.FromSeconds(2), down), new Stage(TimeSpan.FromSeconds(1), 0)])));

    [Fact]
    public void Arrivals_of_all_segments_are_exactly_those_of_the_whole_schedule() => Generated.Each(
        Gen.Select(Curves, Gen.Enum<ArrivalDistribution>(), Gen.Int[0, 1000], Gen.Int[1, 4].Array[1, 9]),
        static given =>
        {
            var (curve, distribution, seed, units) = given;
            var whole = Take(new ArrivalSchedule(curve, distribution, seed), 200);
            var first = 1;
            var shares = units.Select(own => new Segment(first, (first += own) - 1, units.Sum())).ToList();
            var own = shares.SelectMany(share => Take(new ArrivalSchedule(curve, distribution, seed, share), 200)).Where(a => a.Number < whole.Count);

            Assert.Equal(whole, own.OrderBy(static a => a.Number)); // to the last bit: gaps of a fleet are those of one machine
        },
        tries: 60);

    [Fact]
    public void A_machine_sends_its_own_arrivals_when_the_whole_schedule_has_them()
    {
        var schedule = new ArrivalSchedule(LoadCurve.Constant(4), ArrivalDistribution.Constant, seed: 0, new Segment(2, 2, 3));

        Assert.Equal([(1, 0.25), (4, 1.0), (7, 1.75)], Take(schedule, 3));
    }

    [Fact]
    public void Another_rate_holds_from_its_moment_however_many_arrivals_of_others_came_before_the_next_own_one()
    {
        var schedule = new ArrivalSchedule(LoadCurve.Constant(1), ArrivalDistribution.Constant, seed: 0, new Segment(100, 100, 100));
        Assert.Equal(99, schedule.Next());

        schedule.ChangeRate(10.5, 1000);

        Assert.Equal(10.5 + (88.5 / 1000), schedule.Next()!.Value, 9); // 10 arrivals of others had passed, and half of the 11th
        Assert.Equal(99, schedule.Number);
    }

    [Fact]
    public void Changes_leave_machines_that_make_them_together_in_step()
    {
        var shares = Enumerable.Range(1, 3).Select(static unit => new Segment(unit, unit, 3)).Prepend(Segment.Whole);
        var all = shares.Select(static share =>
        {
            var schedule = new ArrivalSchedule(LoadCurve.Constant(10), ArrivalDistribution.Poisson, seed: 5, share);
            while (schedule.Next() < 2)
            {
                schedule.Take();
            }

            schedule.ChangeRate(2, 55);
            return Take(schedule, 60);
        }).ToList();

        var whole = all[0].Take(40).ToList();
        var united = all.Skip(1).SelectMany(static a => a).OrderBy(static a => a.Number).Take(40);
        Assert.Equal(whole.Select(static a => (a.Number, Math.Round(a.At, 9))), united.Select(static a => (a.Number, Math.Round(a.At, 9))));
    }

    private static List<(long Number, double At)> Take(ArrivalSchedule schedule, int count)
    {
        var due = new List<(long, double)>();
        while (due.Count < count && schedule.Next() is { } next)
        {
            due.Add((schedule.Number, next));
            schedule.Take();
        }

        return due;
    }
}
