using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>What every reader of a report meets: its order, its words, what is folded away, and that it can be read.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LayoutTests(Chromium chromium) : IDisposable
{
    private const string LongName = "/data/ed-fi/studentEducationOrganizationResponsibilityAssociations-batch-100";
    private readonly PageFile _page = new();

    public void Dispose() => _page.Dispose();

    [BrowserFact]
    public async Task No_table_scrolls_sideways_at_1280_pixels_with_all_details_open()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of(failed: 200, name: LongName), JudgedRun.Against(ComparisonVerdict.Slower, ComparisonVerdict.Unproven));
        await opened.Page.SetViewportSizeAsync(1280, 900);
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => { part.open = true; })");
        await opened.Page.Locator("[data-table=positions] tbody tr").First.WaitForAsync();

        Assert.Empty(await opened.Page.Locator(".scroll").EvaluateAllAsync<string[]>(
            "tables => tables.filter(table => table.scrollWidth > table.clientWidth).map(table => `${table.dataset.table ?? table.parentElement.id}: ${table.scrollWidth} > ${table.clientWidth}`)"));
        Assert.Equal(1280, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [BrowserFact]
    public async Task The_answer_comes_first_and_the_words_are_explained_before_the_charts()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of());

        Assert.Equal(
            ["Good or bad?", "Figures over the measured window of 35.0 s", "Verdict: do the figures describe the server?", "What the words mean", "What was run", "Over time"],
            (await opened.Page.Locator("main h2:visible").AllInnerTextsAsync()).Take(6));
        Assert.Equal(["Triple", "Batch", "Committed", "Verdict", "Response time", "Measured window"], await opened.Page.Locator("#words dt").AllInnerTextsAsync());
    }

    [BrowserFact]
    public async Task What_is_for_experts_is_folded_away_and_there()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of());
        var text = await opened.TextAsync("main");
        foreach (var expert in new[] { "4711", "Tokens fetched", "p66", "p99.99", "Bytes sent", "First byte" })
        {
            Assert.DoesNotContain(expert, text, StringComparison.Ordinal);
        }

        Assert.False(await opened.Page.Locator("[data-table=service]").IsVisibleAsync());
        await opened.Page.Locator("#more-facts > summary").ClickAsync();
        await opened.Page.Locator("#more-metrics > summary").ClickAsync();
        await opened.Page.Locator("#service > summary").ClickAsync();
        Assert.Contains("4711", await opened.TextAsync("#more-facts"), StringComparison.Ordinal);
        await Assertions.Expect(opened.Page.Locator("#more-metrics")).ToContainTextAsync("p66");
        Assert.Contains("The same as the response times of this run", await opened.TextAsync("#service-line"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Service_times_that_differ_from_response_times_are_shown_at_once()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of(p50Ms: 400));

        Assert.True(await opened.Page.Locator("[data-table=service]").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Times_of_failures_are_drawn_where_they_are_known_and_runs_without_them_still_draw()
    {
        await using var known = await _page.OpenAsync(chromium, JudgedRun.Of(failed: 200));
        Assert.True(await known.Page.Locator("[data-chart=failure-times] canvas").IsVisibleAsync());

        var old = JudgedRun.Of(failed: 200);
        await using var unknown = await _page.OpenAsync(
            chromium, old with { Intervals = [.. old.Intervals.Select(static point => point with { FailureP50Ms = null, FailureMaxMs = null })] });
        Assert.False(await unknown.Page.Locator("[data-chart=failure-times]").IsVisibleAsync());
        Assert.True(await unknown.Page.Locator("[data-chart=failures] canvas").IsVisibleAsync());
        Assert.Empty(unknown.Problems);
    }

    [BrowserFact]
    public async Task Headings_do_not_leave_out_a_level_and_every_table_has_a_name()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of(failed: 200), JudgedRun.Against(ComparisonVerdict.Slower));

        var levels = await opened.Page.Locator(":is(h1, h2, h3, h4):visible").EvaluateAllAsync<int[]>("heads => heads.map(head => +head.tagName[1])");
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), static pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Empty(await opened.Page.Locator(".scroll table:not([aria-label])").AllAsync());
    }

    [BrowserFact]
    public async Task Texts_stand_out_from_what_is_behind_them_in_light_and_dark()
    {
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var opened = await _page.OpenAsync(
                chromium,
                JudgedRun.Of(failed: 200, verdict: RunVerdict.TooShort),
                JudgedRun.Against(ComparisonVerdict.Slower, ComparisonVerdict.Faster, ComparisonVerdict.Unproven) with
                {
                    Limits = [JudgedRun.Limit(passed: true), JudgedRun.Limit(passed: false), JudgedRun.Untested()],
                },
                colours);
            Assert.Empty(await opened.Page.EvaluateAsync<string[]>(Contrast));
        }
    }

    /// <summary>Texts whose contrast is below 4.5 to 1, as WCAG 2.1 (1.4.3) asks of texts of ordinary size.</summary>
    private const string Contrast = """
        () => {
          const parts = text => /^rgba?\(([^)]*)\)/.exec(text)[1].split(/[ ,/]+/).map(Number);
          const behind = node => { for (let at = node; at; at = at.parentElement) { const [r, g, b, a = 1] = parts(getComputedStyle(at).backgroundColor); if (a === 1) return [r, g, b]; } return [255, 255, 255]; };
          const light = rgb => rgb.slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const found = [];
          for (const node of document.querySelectorAll('body *')) {
            if (!node.checkVisibility() || node.closest('.uplot') || ![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
            const [a, b] = [light(parts(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) found.push(`${node.tagName} ${node.textContent.slice(0, 40)}: ${ratio.toFixed(2)}`);
          }
          return found;
        }
        """;
}
