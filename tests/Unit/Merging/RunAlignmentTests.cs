using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Unit.Metrics;

namespace EdFi.BatchPerf.Unit.Merging;

/// <summary>Windows on one axis: pure tables.</summary>
public sealed class RunAlignmentTests
{
    /// <summary>Starts by the machines' clocks, whether they had a common start, their clocks' offsets; the axis's basis and the window.</summary>
    public static TheoryData<double[], bool, double[]?, string, double, double> Windows { get; } = new()
    {
        { [0, 0, 0], true, null, "CommonStart", 2, 12 },
        { [0, 30, -30], true, null, "CommonStart", 2, 12 },
        { [0, 30, -30], true, [0, 30_000, -30_000], "CommonStart", 2, 12 },
        { [0, 30, -30], false, [0, 30_000, -30_000], "MeasuredClocks", 2, 12 },
        { [0, 31.2, -30], false, [0, 30_000, -30_000], "MeasuredClocks", 3.2, 12 },
        { [0, 1.2, 0.4], false, null, "PlainClocks", 3.2, 12 },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void The_window_of_all_is_what_the_windows_share(double[] starts, bool common, double[]? offsets, string basis, double from, double to)
    {
        var alignment = RunAlignment.Of([.. starts.Select((start, i) => Span(start, 2, 12, common) with { ClockOffsetMs = offsets?[i] })]);

        Assert.Equal((basis, from, to), ($"{alignment.Basis}", Math.Round(alignment.From, 6), Math.Round(alignment.To, 6)));
        Assert.Equal(basis == "CommonStart", alignment.Note is null);
    }

    [Theory]
    [InlineData(0.9, 1, true)]
    [InlineData(1.1, 1, false)]
    [InlineData(1.1, 2, true)]
    public void Windows_coincide_within_an_interval(double later, int interval, bool coincide) => Assert.Equal(
        coincide,
        RunAlignment.Of([Span(0, 2, 12), Span(0, 2 + later, 12 + later) with { IntervalSeconds = interval }]).Coincide);

    [Theory]
    [InlineData(5, true)]
    [InlineData(5.1, false)]
    [InlineData(11, false)]
    public void Windows_must_share_half_of_the_shortest(double later, bool taken)
    {
        var alignment = RunAlignment.Of([Span(0, 0, 10), Span(0, later, later + 10), Span(0, 0, 60)]);

        Assert.Equal(taken, Record.Exception(alignment.RequireOverlap) is null);
    }

    [Theory]
    [InlineData("1/3 2/3 3/3", "")]
    [InlineData("1-2/3 3/3", "")]
    [InlineData("1/3", "The shares 2/3, 3/3 are missing.")]
    [InlineData("1-2/3 2-3/3", "The share 2/3 is there 2 times: m0, m1.")]
    [InlineData("2/2 2/2", "The share 1/2 is missing. The share 2/2 is there 2 times: m0, m1.")]
    public void Shares_make_a_whole_or_what_is_wrong_is_named(string shares, string problems) => Assert.Equal(
        problems,
        string.Join(' ', ShareCount.Of(shares.Split(' ').Select(static (share, i) => ($"m{i}", (string?)share))).Problems));

    [Theory]
    [InlineData("0+10 0+10", 10, 1, 1)]
    [InlineData("0+10 1.2+10", 10, 1, 1)]
    [InlineData("0+10 30+10", 20, 0.5, 0.5)]
    [InlineData("0+10 30+30", 40, 0.25, 0.75)]
    [InlineData("0+10 7+10", 17, 0.588235, 0.588235)]
    public void Rates_add_up_where_windows_lie_together_and_count_by_time_where_they_follow_one_another(string windows, double seconds, double first, double second)
    {
        var groups = new WindowGroups(windows.Split(' ').Select(static (w, i) => ($"r{i}", Number(w, 0), Number(w, 1))));

        Assert.Equal((seconds, first, second), (groups.Seconds, Math.Round(groups.Weight("r0"), 6), Math.Round(groups.Weight("r1"), 6)));
    }

    private static double Number(string window, int part) => double.Parse(window.Split('+')[part], System.Globalization.CultureInfo.InvariantCulture);

    private static MachineSpan Span(double start, double from, double to, bool common = true) =>
        new("m", common ? Samples.Start : null, Samples.Start.AddSeconds(start), from, to);
}
