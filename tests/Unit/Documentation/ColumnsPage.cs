using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Documentation;

/// <summary>The text of docs/columns.md: a row for each property of <see cref="BatchMetrics"/>, from the table of metrics.</summary>
internal static partial class ColumnsPage
{
    private const string Head = """
        # What does each column of the metrics mean?

        `Get-BatchMetrics` returns a row for each request name, and one named `Aggregated`; `Export-Csv` writes its properties as columns. `Requests` and batches are the same: a batch is one HTTP request, and the columns have the names that Locust's files give them, as do tables, the report and the line of progress. Plans, totals and messages say batches; thresholds take either word. In a Volume run, `Requests` are single requests of one operation.

        Two windows are in use:

        - **These columns** (`metrics.csv`, the report, thresholds): counts, shares and times cover the batches that were *scheduled* in the measured window, until they were answered or cut off. Rates (`…PerSecond`) count what was *completed* in the window, divided by `WindowSeconds`.
        - **Locust's files** (`…_stats.csv`): the whole run, ramp and warm-up included, as Locust's own do. Their `Request Count` is therefore larger than `Requests` wherever there was a ramp or a warm-up.

        Only metrics with a name can be used in a threshold; *window* marks those that `in every` accepts. A cell is empty where the last column says so.

        | column | name in thresholds | unit | meaning | empty when |
        |---|---|---|---|---|

        """;

    public static string Text()
    {
        var comments = XDocument.Load(Path.ChangeExtension(typeof(BatchMetrics).Assembly.Location, ".xml"));
        var rows = typeof(BatchMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(static p => p.MetadataToken)
            .Select(property => Row(property, MetricTable.Find(property.Name), comments));
        return Head.ReplaceLineEndings("\n") + string.Join('\n', rows) + "\n";
    }

    private static string Row(PropertyInfo property, Metric? metric, XDocument comments) =>
        metric is null || metric.Property != property.Name
            ? $"| {property.Name} | | | {Comment(property, comments)} | |"
            : $"| {property.Name} | `{metric.Name}`{(metric.Alias is { } alias ? $", `{alias}`" : "")}{(metric.ReadWindow is null ? "" : " (window)")} | {Unit(metric)} | {metric.Info.Meaning} | {EmptyWhen(property, metric)} |";

    private static string Comment(PropertyInfo property, XDocument comments)
    {
        var member = comments.Descendants("member").Single(m => m.Attribute("name")!.Value == $"P:{typeof(BatchMetrics).FullName}.{property.Name}");
        foreach (var reference in member.Descendants().Where(static e => e.Attribute("cref") is not null).ToList())
        {
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        }

        return Spaces().Replace(member.Element("summary")!.Value, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Unit(Metric metric) => metric switch
    {
        { IsSize: true } => "bytes",
        { Unit: ThresholdUnit.Milliseconds } => "ms",
        { Unit: ThresholdUnit.Seconds } => "s",
        { Unit: ThresholdUnit.Share } => "0 to 1",
        { Unit: ThresholdUnit.PerSecond } => "1/s",
        _ => "count",
    };

    private static string EmptyWhen(PropertyInfo property, Metric metric) =>
        Nullable.GetUnderlyingType(property.PropertyType) is null ? ""
        : metric.Times is MetricTimes.Failure ? "no batch failed"
        : metric is { Times: not null, Percentile: 0 } ? "no batch succeeded, or the shortest cannot be told from batches that were cut off"
        : metric.Times is not null ? "no batch succeeded"
        : metric.Name.StartsWith("server", StringComparison.Ordinal) ? "the server's costs were not read"
        : "no batch was measured";

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();
}
