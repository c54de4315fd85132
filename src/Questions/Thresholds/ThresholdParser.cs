using System.Globalization;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>Reads thresholds from text, such as <c>p95 &lt; 250ms</c>.</summary>
internal static partial class ThresholdParser
{
    private const string Form = "Write METRIC OPERATOR LIMIT, like 'p95 < 250ms', 'failureRate < 1%', 'committedOperationsPerSecond > "
        + "2000' or 'verdict = Valid'; behind it, where wanted, 'for students-*' and 'in every 10s'.";

    /// <summary>
    /// Reads <c>METRIC OPERATOR LIMIT [for NAME] [in every DURATION]</c>: operators <c>&lt; &lt;= &gt; &gt;= = !=</c>; units <c>ms</c>,
    /// <c>s</c>, <c>%</c>, <c>/s</c>; without a unit, the metric's own.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>ThresholdInvalid</c>, <c>ThresholdMetricUnknown</c>.</exception>
    public static BatchThreshold Parse(string text)
    {
        var match = Parts().Match(text ?? "");
        if (!match.Success)
        {
            throw Invalid($"'{text}' is not a threshold.", Form);
        }

        var threshold = OfFigure(text!, match);
        return threshold with
        {
            Name = match.Groups["name"] is { Success: true, Value: var name } ? name : null,
            Window = match.Groups["window"] is { Success: true, Value: var window } ? WindowOf(threshold, window) : null,
        };
    }

    private static BatchThreshold OfFigure(string text, Match match)
    {
        var name = match.Groups["metric"].Value;
        var how = OperatorOf(match.Groups["operator"].Value);
        var limit = match.Groups["limit"].Value;
        if (string.Equals(name, ThresholdMetrics.Verdict, StringComparison.OrdinalIgnoreCase))
        {
            return OfVerdict(text, how, limit);
        }

        var metric = MetricTable.Find(name) ?? throw Unknown(name);
        return new BatchThreshold
        {
            Text = text.Trim(),
            Metric = metric.Name,
            Operator = how,
            Unit = metric.Unit,
            Limit = LimitOf(metric, limit),
        };
    }

    private static BatchThreshold OfVerdict(string text, ThresholdOperator how, string limit)
    {
        if (how is not (ThresholdOperator.Equal or ThresholdOperator.NotEqual))
        {
            throw Invalid($"'{text}' compares a verdict, which has no order.", "Use = or !=, like 'verdict = Valid'.");
        }

        if (!Enum.GetNames<RunVerdict>().Contains(limit, StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid($"'{limit}' is not a verdict.", $"Verdicts are {string.Join(", ", Enum.GetNames<RunVerdict>())}.");
        }

        return new BatchThreshold
        {
            Text = text.Trim(),
            Metric = ThresholdMetrics.Verdict,
            Operator = how,
            Unit = ThresholdUnit.Verdict,
            Verdict = Enum.Parse<RunVerdict>(limit, ignoreCase: true),
        };
    }

    private static TimeSpan WindowOf(BatchThreshold threshold, string text)
    {
        if (threshold.Verdict is not null || MetricTable.Find(threshold.Metric)?.ReadWindow is null)
        {
            throw Invalid(
                $"{threshold.Metric} is not known of parts of a run.",
                Spelling.Choice(
                    threshold.Metric,
                    ThresholdMetrics.WindowNames,
                    "metrics of parts of a run",
                    $"{new OptionKey("ListMetric")}"));
        }

        return DurationText.TryParse(text, out var window) && window >= TimeSpan.FromSeconds(1)
            ? window
            : throw Invalid($"'{text}' is not the length of a window.", "Give a duration of a second or more, like 1s, 10s or 1m.");
    }

    private static double LimitOf(Metric metric, string text)
    {
        var match = Limit().Match(text);
        var factor = match.Success ? Factor(metric.Unit, match.Groups["unit"].Value) : null;
        return factor is { } known
            && double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? metric.Unit == ThresholdUnit.Share ? ShareOf(metric, number / known, text) : number / known
            : throw Invalid($"'{text}' is not a limit for {metric.Name}.", $"Give {Wanted(metric.Unit)}.");
    }

    /// <summary>A bare 1 would be 100 %, and a limit that nothing can break.</summary>
    private static double ShareOf(Metric metric, double share, string text) =>
        text.EndsWith('%') ? share <= 1 ? share : throw Invalid($"'{text}' is more than all, which is 100%.", "Give a share like 1%.")
        : share < 1 ? share
        : throw Invalid(
            $"'{text}' is not a limit for {metric.Name}: a bare number is a share, of which 1 is all.",
            $"Write {text}% or a share below 1, like 0.01.");

    /// <summary>Returns the divisor that turns a limit into the metric's own unit; null where the unit does not fit the metric.</summary>
    private static double? Factor(ThresholdUnit of, string unit) => (of, unit) switch
    {
        (_, "") => 1,
        (ThresholdUnit.Milliseconds, "ms") or (ThresholdUnit.Seconds, "s") or (ThresholdUnit.PerSecond, "/s") => 1,
        (ThresholdUnit.Milliseconds, "s") => 0.001,
        (ThresholdUnit.Seconds, "ms") => 1000,
        (ThresholdUnit.Share, "%") => 100,
        _ => null,
    };

    private static string Wanted(ThresholdUnit unit) => unit switch
    {
        ThresholdUnit.Milliseconds => "a time like 250ms or 1.5s; a bare number is in milliseconds",
        ThresholdUnit.Seconds => "a time like 30s; a bare number is in seconds",
        ThresholdUnit.Share => "a share like 1% or 0.01",
        ThresholdUnit.PerSecond => "a rate like 2000 or 2000/s",
        _ => "a number without a unit",
    };

    private static ThresholdOperator OperatorOf(string text) => text switch
    {
        "<" => ThresholdOperator.LessThan,
        "<=" => ThresholdOperator.LessOrEqual,
        ">" => ThresholdOperator.GreaterThan,
        ">=" => ThresholdOperator.GreaterOrEqual,
        "!=" => ThresholdOperator.NotEqual,
        _ => ThresholdOperator.Equal,
    };

    private static BatchPerfException Unknown(string name)
    {
        return new BatchPerfException(
            "ThresholdMetricUnknown",
            ProblemKind.InvalidInput,
            $"There is no metric '{name}'.",
            $"{Spelling.Guess(name, ThresholdMetrics.Words)}{new OptionKey("ListMetric")} lists all {ThresholdMetrics.Names.Count()} "
                + "metrics.");
    }

    private static BatchPerfException Invalid(string message, string nextStep) =>
        new("ThresholdInvalid", ProblemKind.InvalidInput, message, nextStep);

    [GeneratedRegex(
        @"^\s*(?<metric>[A-Za-z][A-Za-z0-9._]*)\s*(?<operator><=|>=|!=|==|=|<|>)\s*(?<limit>[^\s<>=!](.*?\S)??)(\s+for\s+(?<name>\S+))?(\s+in\s+every\s+(?<window>\S+))?\s*\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Parts();

    [GeneratedRegex(
        @"^(?<number>[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?)\s*(?<unit>ms|s|%|/s)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Limit();
}
