using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Unit.Architecture;

namespace EdFi.BatchPerf.Unit.Metrics;

public sealed partial class MetricTableTests
{
    /// <summary>What belongs to a row without being a figure of it.</summary>
    private static readonly string[] Others = [nameof(BatchMetrics.CensoredFromPercentile)];

    [Fact]
    public void Every_number_of_metrics_has_one_row_in_the_table()
    {
        var numbers = typeof(BatchMetrics).GetProperties()
            .Where(static p => p.PropertyType == typeof(long) || p.PropertyType == typeof(double) || p.PropertyType == typeof(double?))
            .Select(static p => p.Name)
            .Except(Others);

        Assert.Equal(numbers.Order(StringComparer.Ordinal), MetricTable.All.Select(static m => m.Property).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_means_two_metrics()
    {
        var names = MetricTable.All.SelectMany(static m => new[] { m.Name, m.Property, m.Alias }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase));

        Assert.Empty(names.GroupBy(static n => n, StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1).Select(static g => g.Key));
    }

    [Fact]
    public void Every_kind_of_failure_has_a_row_and_the_whole_and_its_windows_name_it_alike() => Assert.All(Enum.GetValues<ErrorKind>(), static kind =>
    {
        var metric = Assert.Single(MetricTable.All, m => m.Kind == kind);
        var one = new BatchIntervalMetrics { RunId = "r", Name = "n" };
        typeof(BatchIntervalMetrics).GetProperty(metric.Property)!.SetValue(one, 7L);

        Assert.Equal(7, metric.ReadWindow!(one));
    });

    [Fact]
    public void What_is_written_into_a_row_is_read_from_it() => Assert.All(MetricTable.All, static metric =>
    {
        var row = new BatchMetrics { Name = "n" };

        metric.Write(row, 42);

        Assert.Equal(42, metric.Read(row));
    });

    /// <summary>One rule for console, Markdown, thresholds and comparison; the page and PowerShell's views read what it comes to.</summary>
    [Theory]
    [InlineData(0, null, false, false)]
    [InlineData(1, null, true, false)]
    [InlineData(1, 99.0, true, true)]
    public void A_figure_is_a_lower_bound_as_its_row_says(long censored, double? from, bool mean, bool p99)
    {
        var row = new BatchMetrics { Name = "n", Requests = 100, Censored = censored, CensoredFromPercentile = from };

        Assert.Equal(mean, row.MeanIsLowerBound);
        Assert.All(MetricTable.All, m => Assert.Equal(
            m.Times is MetricTimes.Response or MetricTimes.Service && (m.Percentile is { } level ? p99 && level >= 99 : mean),
            m.IsLowerBound(row)));
        Assert.Contains("\"meanIsLowerBound\":" + (mean ? "true" : "false"), JsonSerializer.Serialize(row, JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    [Fact]
    public void Views_and_page_mark_a_mean_by_what_its_row_says()
    {
        var list = XElement.Load(Path.Combine(Room.Root, "module", "EdFi.BatchPerf.Format.ps1xml"))
            .Descendants("View").Single(static v => v.Element("Name")!.Value == "EdFi.BatchPerf.BatchMetrics.List");
        Assert.All(["Response ms", "Service ms", "Lower bounds"], (string label) => Assert.Contains(
            "MeanIsLowerBound",
            list.Descendants("ListItem").Single(i => i.Element("Label")?.Value == label).Value,
            StringComparison.Ordinal));
        var scripts = Directory.GetFiles(Path.Combine(Room.Root, "src", "Page", "Report", "Source", "script")).Select(File.ReadAllText).ToList();
        Assert.Equal(1, scripts.Sum(static s => Regex.Count(s, "meanIsLowerBound")));
        Assert.DoesNotContain(scripts, static s => s.Contains(".censored ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_format_file_shows_metrics_that_there_are_in_units_that_they_have()
    {
        var formats = XElement.Load(Path.Combine(Room.Root, "module", "EdFi.BatchPerf.Format.ps1xml"));
        var view = formats.Descendants("View").Single(static v => v.Element("Name")!.Value == "EdFi.BatchPerf.BatchMetrics");
        var columns = view.Descendants("TableColumnHeader").Zip(view.Descendants("TableColumnItem"), static (head, item) => (Label: head.Value, Shown: item.Value)).ToList();

        Assert.All(columns.Where(static c => c.Label.Contains(" ms", StringComparison.Ordinal)), static c => Assert.Equal(ThresholdUnit.Milliseconds, Last(c.Shown).Unit));
        Assert.All(columns.Where(static c => c.Label.Contains("/s", StringComparison.Ordinal)), static c => Assert.Equal(ThresholdUnit.PerSecond, Last(c.Shown).Unit));
        Assert.Equal(columns.Count, view.Descendants("TableColumnHeader").Count());

        static Metric Last(string shown) => MetricTable.Get(Property().Matches(shown)[^1].Value);
    }

    [Fact]
    public void The_format_file_lists_every_kind_of_failure() => Assert.All(
        Enum.GetNames<ErrorKind>().Except([nameof(ErrorKind.Canceled)]),
        static kind => Assert.Contains($"'{kind}'", File.ReadAllText(Path.Combine(Room.Root, "module", "EdFi.BatchPerf.Format.ps1xml")), StringComparison.Ordinal));

    [GeneratedRegex("[A-Z][A-Za-z0-9]+(Ms|PerSecond)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Property();
}
