using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>The text of <c>--listMetrics</c>.</summary>
internal static class MetricList
{
    /// <summary>Behind the words of those that a threshold may ask in every window of a run.</summary>
    private const string InWindows = " [in every]";

    /// <summary>Writes the list.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="width">Columns of the window; null for a file or a pipe, where each metric has one line.</param>
    public static void Write(TextWriter output, int? width)
    {
        const int UnitWidth = 5;
        var names = ThresholdMetrics.All.Max(static m => m.Name.Length);
        foreach (var metric in ThresholdMetrics.All)
        {
            var left = $"{metric.Name.PadRight(names)}  {UnitOf(metric.Unit)}";
            var right = metric.Meaning + (metric.InWindows ? InWindows : "");
            output.WriteLine(LineWrap.Beside(left, right, names + 2 + UnitWidth, width ?? int.MaxValue));
        }
    }

    private static string UnitOf(ThresholdUnit unit) => unit switch
    {
        ThresholdUnit.Milliseconds => "ms",
        ThresholdUnit.Seconds => "s",
        ThresholdUnit.Share => "%",
        ThresholdUnit.PerSecond => "/s",
        _ => "",
    };
}
