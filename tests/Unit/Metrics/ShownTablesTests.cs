using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>The module's tables say what the tables of metrics and results say.</summary>
public sealed partial class ShownTablesTests
{
    private static readonly XDocument Views = XDocument.Load(Repository.File(Path.Combine("module", "EdFi.BatchPerf.Format.ps1xml")));

    [Fact]
    public void A_column_of_metrics_bears_the_heading_of_its_row() => Assert.All(
        Columns("EdFi.BatchPerf.BatchMetrics").Concat(Columns("EdFi.BatchPerf.BatchIntervalMetrics"))
            .Where(static c => c.Label is not ("Name" or "Seconds" or "Clients")),
        static c => Assert.Equal(MetricTable.All.Single(m => m.Property == c.Property).Column, c.Label));

    [Fact]
    public void A_column_of_results_bears_the_heading_of_its_row() => Assert.All(
        Columns("EdFi.BatchPerf.BatchResult").Where(static c => c.Plain),
        static c => Assert.Equal(ResultTable.All.Single(f => f.Name == c.Property).Heading, c.Label));

    [Fact]
    public void Every_kind_of_failure_is_in_the_list_of_metrics()
    {
        var list = Views.Descendants("View").Single(static v => v.Element("Name")!.Value == "EdFi.BatchPerf.BatchMetrics.List").Value;

        Assert.All(
            MetricTable.All.Where(static m => m.Kind is not (null or ErrorKind.Canceled)),
            m => Assert.Contains($"'{m.Kind}'", list, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Label, string Property, bool Plain)> Columns(string view)
    {
        var table = Views.Descendants("View").Single(v => v.Element("Name")!.Value == view).Element("TableControl")!;
        return table.Descendants("Label").Zip(table.Descendants("TableColumnItem"), static (label, item) => (
            label.Value,
            item.Element("PropertyName")?.Value ?? Property().Match(item.Value).Groups["name"].Value,
            item.Element("PropertyName") is not null));
    }

    [GeneratedRegex(@"\$_\.(?!Censored)(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Property();
}
