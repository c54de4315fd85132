using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>The text of <c>--listMetrics</c>.</summary>
internal static class MetricList
{
    public static void Write(TextWriter output)
    {
        var width = ThresholdMetrics.All.Max(static m => m.Name.Length);
        foreach (var metric in ThresholdMetrics.All)
        {
            output.WriteLine($"{metric.Name.PadRight(width)}  {UnitOf(metric.Unit),-3}  {metric.Meaning}");
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
