using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>The report of a real run, opened from disk in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReportTests(Chromium chromium, Reported reported) : IClassFixture<Reported>
{
    private static readonly string[] Batches = ["requests", "failures", "failureRate", "censored", "requestsPerSecond", "failuresPerSecond"];
    private static readonly string[] MoreBatches = ["attempts", "requestBytes", "responseBytes", "meanRequestBytes", "meanResponseBytes"];
    private static readonly string[] Operations =
    [
        "committedOperationsPerSecond", "operationsSent", "operationsAttempted", "operationsCommitted", "operationsRolledBack", "operationsFailed",
        "operationsNotAttempted", "operationsUnknown", "tripleMeanMs",
    ];

    private static readonly string[] Response = ["meanMs", "p50Ms", "p90Ms", "p95Ms", "p99Ms", "p999Ms", "maxMs"];
    private static readonly string[] MoreResponse = ["stdDevMs", "minMs", "p66Ms", "p75Ms", "p80Ms", "p98Ms", "p9999Ms"];
    private static readonly string[] Service = [.. Response.Select(OfService)];
    private static readonly string[] MoreService = [.. MoreResponse.Select(OfService), "firstByteP50Ms", "firstByteP99Ms"];

    [BrowserFact]
    public async Task It_opens_without_a_network_and_without_a_complaint()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url);

        Assert.Empty(opened.Problems);
        Assert.All(opened.Requests, url => Assert.True(url.StartsWith("file:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
        await opened.PictureAsync("light");
    }

    [BrowserFact]
    public async Task It_holds_the_summary_to_the_letter()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url);

        Assert.Equal(reported.SummaryText, await opened.Page.Locator("#run-data").TextContentAsync());
    }

    [BrowserFact]
    public async Task Every_row_of_the_metrics_is_on_it_with_the_summary_s_figures()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url);

        await opened.Page.Locator("#service > summary").ClickAsync();
        await opened.Page.Locator("#more-metrics > summary").ClickAsync();
        await opened.Page.Locator("[data-table=service-more] tbody tr").First.WaitForAsync();

        Assert.Equal(3, Metrics().Count);
        foreach (var row in Metrics())
        {
            await AssertRowAsync(opened, "batches", row, Batches);
            await AssertRowAsync(opened, "operations", row, Operations);
            await AssertRowAsync(opened, "response", row, Response);
            await AssertRowAsync(opened, "service", row, Service);
            await AssertRowAsync(opened, "batches-more", row, MoreBatches);
            await AssertRowAsync(opened, "response-more", row, MoreResponse);
            await AssertRowAsync(opened, "service-more", row, MoreService);
        }
    }

    [BrowserFact]
    public async Task The_headline_says_what_the_aggregated_row_says()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url);

        var all = Metrics().Single(static row => (string?)row["name"] == "Aggregated");
        foreach (var (id, key) in new[] { ("committed-per-second", "committedOperationsPerSecond"), ("batches-per-second", "requestsPerSecond"), ("p50", "p50Ms"), ("p95", "p95Ms"), ("p99", "p99Ms"), ("max", "maxMs"), ("failure-rate", "failureRate") })
        {
            var value = await opened.Page.Locator($"#{id} data").GetAttributeAsync("value");
            Assert.Equal((double)all[key]!, double.Parse(value!, CultureInfo.InvariantCulture));
        }

        Assert.Equal((string?)reported.Summary["verdict"]!["verdict"], await opened.Page.Locator("#verdict-word data").GetAttributeAsync("value"));
        Assert.Equal(reported.Summary["verdict"]!["reasons"]!.AsArray().Select(static reason => (string?)reason), await opened.Page.Locator("#verdict-reasons li").AllInnerTextsAsync());
        Assert.Contains((string)reported.Summary["runId"]!, await opened.TextAsync("#run-id"), StringComparison.Ordinal);
        Assert.Contains((string)reported.Summary["server"]!, await opened.TextAsync("#facts"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Operations_and_failures_are_those_of_the_summary()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url);

        await opened.Page.Locator("#positions summary").ClickAsync();
        await Assertions.Expect(opened.Page.Locator("[data-table=positions] tbody tr")).ToHaveCountAsync(Ledger().Count);
        foreach (var (column, key) in new[] { (4, "sent"), (5, "committed"), (6, "rolledBack"), (7, "failed"), (8, "notAttempted"), (9, "unknown") })
        {
            var values = await opened.Page.Locator($"[data-table=positions] tbody td:nth-child({column + 1}) data").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.value)");
            Assert.Equal(Ledger().Sum(row => (long)row[key]!), values.Sum(static value => long.Parse(value, CultureInfo.InvariantCulture)));
        }

        var failures = (await opened.Page.Locator("#failures").TextContentAsync())!;
        Assert.NotEmpty(reported.Summary["errors"]!.AsArray());
        Assert.All(reported.Summary["errors"]!.AsArray(), error =>
        {
            Assert.Contains((string)error!["message"]!, failures, StringComparison.Ordinal);
            Assert.Contains((string)error["firstCorrelationId"]!, failures, StringComparison.Ordinal);
            Assert.Contains((string)error["firstFailedOperation"]!["detail"]!, failures, StringComparison.Ordinal);
        });
    }

    [BrowserFact]
    public async Task Every_chart_is_drawn_and_tells_its_values_to_the_mouse()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url);

        foreach (var name in new[] { "throughput", "percentiles", "failures", "failure-times", "distribution", "ledger" })
        {
            var chart = opened.Page.Locator($"[data-chart={name}]");
            await chart.Locator("canvas").WaitForAsync();
            Assert.NotEqual("", await chart.Locator(".plot").GetAttributeAsync("aria-label"));
            await chart.Locator(".u-over").ScrollIntoViewIfNeededAsync();
            var shown = await ShownAsync(chart, name is "ledger" ? "," : name is "distribution" ? "%" : "to");
            Assert.DoesNotContain(shown, static text => text is "–" or "--" or "");
            if (name == "throughput")
            {
                Assert.Contains(shown[1], reported.Summary["intervals"]!.AsArray().Select(static point => Rate((double)point!["committedOperationsPerSecond"]!)));
            }
        }

        Assert.Empty(opened.Problems);
    }

    [BrowserFact]
    public async Task Clicks_change_the_colours_sort_a_table_and_choose_a_scale()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url, ColorScheme.Dark);
        Task<string> BackgroundAsync() => opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        var dark = await BackgroundAsync();
        await opened.PictureAsync("dark");

        await opened.Page.Locator("#theme").ClickAsync();
        Assert.NotEqual(dark, await BackgroundAsync());
        Assert.Equal("Dark", await opened.TextAsync("#theme"));

        var header = opened.Page.Locator("[data-table=response] th", new PageLocatorOptions { HasText = "p95" });
        await header.Locator("button").ClickAsync();
        Assert.Equal("descending", await header.GetAttributeAsync("aria-sort"));
        var p95 = await opened.Page.Locator("[data-table=response] tbody tr:not(.all) td:nth-child(5) data").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.value)");
        Assert.Equal(p95.OrderByDescending(static value => double.Parse(value, CultureInfo.InvariantCulture)), p95);

        await opened.Page.Locator("#percentiles-log").CheckAsync();
        await opened.Page.Locator("#distribution-log").CheckAsync();
        await opened.Page.Locator("#distribution-name").SelectOptionAsync("sections-batch-3");
        await opened.Page.Locator("[data-chart=distribution] .plot[aria-label*='sections-batch-3']").WaitForAsync();
        await opened.Page.Locator("#ledger-without").CheckAsync();
        Assert.Empty(opened.Problems);
    }

    [BrowserFact]
    public async Task A_narrow_window_does_not_scroll_sideways_and_paper_is_light()
    {
        await using var opened = await OpenPage.OpenAsync(chromium, reported.Url, ColorScheme.Dark);

        await opened.Page.SetViewportSizeAsync(380, 800);
        await Assertions.Expect(opened.Page.Locator("html")).ToHaveJSPropertyAsync("scrollWidth", 380);
        await opened.PictureAsync("narrow");
        var paper = await opened.Page.PdfAsync(new PagePdfOptions { PrintBackground = true });
        Assert.True(paper.Length > 20_000);
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(opened.Problems);
    }

    /// <summary>What a chart says where the mouse is: in the middle, or beside it where the machine stood still and nothing was measured.</summary>
    private static async Task<IReadOnlyList<string>> ShownAsync(ILocator chart, string mark)
    {
        var plot = chart.Locator(".u-over");
        var box = (await plot.BoundingBoxAsync())!;
        IReadOnlyList<string> shown = [];
        foreach (var part in new[] { 0.5f, 0.3f, 0.7f, 0.15f, 0.85f })
        {
            await plot.HoverAsync(new LocatorHoverOptions { Position = new Position { X = box.Width * part, Y = box.Height / 2 } });
            await Assertions.Expect(chart.Locator(".u-legend .u-value").First).ToContainTextAsync(mark);
            shown = await chart.Locator(".u-legend .u-value").AllInnerTextsAsync();
            if (!shown.Contains("–"))
            {
                break;
            }
        }

        return shown;
    }

    private static string OfService(string key) => "service" + char.ToUpperInvariant(key[0]) + key[1..];

    private static async Task AssertRowAsync(OpenPage opened, string table, JsonNode row, string[] keys)
    {
        var cells = await opened.RowAsync($"#metrics [data-table={table}]", (string)row["name"]!);
        Assert.Equal(keys.Select(key => (double?)row[key]), cells.Select(static cell => cell.Value));
        Assert.All(cells, static cell => AssertShown(cell.Text, cell.Value));
    }

    /// <summary>What is read is the value, rounded to the digits that are shown.</summary>
    private static void AssertShown(string text, double? value)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal).Replace("≥ ", "", StringComparison.Ordinal).Replace(" %", "", StringComparison.Ordinal);
        if (value is null)
        {
            Assert.Equal("–", plain);
            return;
        }

        var digits = plain.Contains('.', StringComparison.Ordinal) ? plain.Length - plain.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var exact = value.Value * (text.EndsWith('%') ? 100 : 1);
        Assert.InRange(double.Parse(plain, CultureInfo.InvariantCulture) - exact, -0.5001 * Math.Pow(10, -digits), 0.5001 * Math.Pow(10, -digits));
    }

    private static string Rate(double value) => value.ToString(value < 100 ? "#,0.0" : "#,0", CultureInfo.InvariantCulture);

    private List<JsonNode> Metrics() => [.. reported.Summary["metrics"]!.AsArray().OfType<JsonNode>()];

    private List<JsonNode> Ledger() => [.. reported.Summary["ledger"]!.AsArray().OfType<JsonNode>().Where(static row => row["position"] is not null)];
}
