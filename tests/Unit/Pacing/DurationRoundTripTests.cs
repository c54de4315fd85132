using CsCheck;

namespace EdFi.BatchPerf.Unit.Pacing;

public sealed class DurationRoundTripTests
{
    private static readonly Gen<long> Milliseconds = Gen.Select(Gen.Long[0, 400_000_000_000_000], Gen.Int[0, 48], static (ms, shift) => ms >> shift);

    [Fact]
    public void A_duration_comes_back_to_the_millisecond() => Generated.Each(Milliseconds, static ms =>
        Assert.Equal(TimeSpan.FromMilliseconds(ms), Durations.Read(DurationText.Format(TimeSpan.FromMilliseconds(ms)))));

    [Fact]
    public void A_round_duration_is_written_in_the_unit_that_people_write() => Generated.Each(Gen.Select(Gen.Long[1, 1000], Gen.OneOf(1, 1000, 60_000, 3_600_000)), static value =>
    {
        var text = DurationText.Format(TimeSpan.FromMilliseconds(value.Item1 * value.Item2));

        Assert.Equal(text, DurationText.Format(Durations.Read(text)));
        Assert.InRange(text.Length, 2, 8);
    });

    [Fact]
    public void A_time_span_s_own_text_is_read_to_the_tick() => Generated.Each(Gen.Select(Gen.Long[0, TimeSpan.MaxValue.Ticks], Gen.Int[0, 60], static (ticks, shift) => ticks >> shift), static ticks =>
        Assert.Equal(TimeSpan.FromTicks(ticks), Durations.Read(TimeSpan.FromTicks(ticks).ToString("c", System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void Units_add_up() => Generated.Each(Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 9999]), static p =>
        Assert.Equal(
            new TimeSpan(p.Item1, p.Item2, p.Item3, p.Item4, p.Item5),
            Durations.Read(FormattableString.Invariant($"{p.Item1}d{p.Item2}h{p.Item3}m{p.Item4}s{p.Item5}ms"))));
}
