using System.Globalization;
using CsCheck;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Thresholds;

public sealed class ThresholdRoundTripTests
{
    private static readonly (string Text, ThresholdOperator Operator)[] Operators =
    [
        ("<", ThresholdOperator.LessThan), ("<=", ThresholdOperator.LessOrEqual), (">", ThresholdOperator.GreaterThan),
        (">=", ThresholdOperator.GreaterOrEqual), ("=", ThresholdOperator.Equal), ("==", ThresholdOperator.Equal), ("!=", ThresholdOperator.NotEqual),
    ];

    private static readonly Gen<string> Space = Gen.OneOf("", " ", "  ", "\t");

    private static readonly Gen<double> Limit = Gen.Select(Gen.Double[0, 1], Gen.Int[-3, 15], static (number, power) => number * Math.Pow(10, power));

    [Fact]
    public void A_threshold_of_any_metric_is_read_as_it_was_written() => Generated.Each(
        Gen.Select(
            Gen.OneOf(MetricTable.All.ToArray()),
            Gen.OneOf(Operators),
            Limit,
            Gen.OneOf<string?>(null, "students-*", "a?b", "Aggregated", "for"),
            Gen.OneOf<string?>(null, "1s", "90s", "00:01:00"),
            Space),
        static t =>
        {
            var (metric, (sign, how), limit, name, window, space) = t;
            limit = metric.Unit == ThresholdUnit.Share && limit >= 1 ? 1 / (1 + limit) : limit; // a bare share of 1 or more is refused
            window = metric.ReadWindow is null ? null : window;
            var text = string.Create(CultureInfo.InvariantCulture, $"{space}{metric.Name}{space}{sign}{space}{limit:R}{space}{Behind(" for ", name)}{Behind(" in every ", window)}{space}");

            var read = ThresholdParser.Parse(text);

            Assert.Equal((metric.Name, how, metric.Unit, limit, name, null), (read.Metric, read.Operator, read.Unit, read.Limit, read.Name, read.Verdict));
            Assert.Equal(window is null ? null : Pacing.Durations.Read(window), read.Window);
            Assert.Equal(read, ThresholdParser.Parse(read.ToString()));
        });

    [Fact]
    public void A_limit_in_another_unit_is_the_same_limit() => Generated.Each(Gen.Select(Gen.OneOf(MetricTable.All.Where(static m => m.Unit == ThresholdUnit.Milliseconds).ToArray()), Gen.Int[0, 1_000_000]), static t =>
    {
        var (metric, limit) = t;

        Assert.Equal(
            ThresholdParser.Parse(FormattableString.Invariant($"{metric.Name} < {limit}ms")).Limit,
            ThresholdParser.Parse(FormattableString.Invariant($"{metric.Name} < {limit / 1000m}s")).Limit,
            1e-9 * limit);
    });

    [Fact]
    public void A_threshold_of_the_verdict_is_read_as_it_was_written() => Generated.Each(Gen.Select(Gen.OneOf(Enum.GetValues<RunVerdict>()), Gen.OneOf("=", "!="), Space), static t =>
    {
        var read = ThresholdParser.Parse($"{t.Item3}Verdict{t.Item3}{t.Item2}{t.Item3}{t.Item1}{t.Item3}");

        Assert.Equal((t.Item1, t.Item2 == "=" ? ThresholdOperator.Equal : ThresholdOperator.NotEqual), (read.Verdict!.Value, read.Operator));
        Assert.Equal(read, ThresholdParser.Parse(read.ToString()));
    });

    private static string Behind(string words, string? value) => value is null ? "" : words + value;
}
