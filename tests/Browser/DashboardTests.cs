using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>A live run in a real browser: watched, changed and stopped.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DashboardTests(Chromium chromium)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [BrowserFact]
    public async Task A_run_is_watched_changed_and_stopped_and_stays_readable()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Reported.ConnectAsync(simulator.BaseUrl);
        await using var dashboard = RunDashboard.Open();
        await using var load = LoadRun.Start(connection, Reported.Plan(TimeSpan.FromMinutes(5)) with { ThinkTime = TimeSpan.FromMilliseconds(20) }, new RunOptions { Observers = [dashboard] });
        dashboard.Attach(load);

        await using var opened = await OpenPage.OpenAsync(chromium, dashboard.Url.AbsoluteUri);
        var page = opened.Page;
        await Assertions.Expect(page.Locator("#live-state")).ToHaveTextAsync("Running");
        await Assertions.Expect(page.Locator("#committed-per-second data")).Not.ToHaveAttributeAsync("value", "0", new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("[data-chart=throughput] canvas")).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });

        await page.Locator("#load-value").FillAsync("9");
        await page.Locator("#load-form button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("#control-message")).ToHaveTextAsync("Asked for 9 clients.");
        await Assertions.Expect(page.Locator("#load-changes li")).ToContainTextAsync("changed by hand from 4 to 9 clients");
        await Assertions.Expect(page.Locator("#live-clock")).ToContainTextAsync("9 clients", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        Assert.Equal([(4, 9)], load.Run.LoadChanges.Select(static c => (c.Previous, c.Target)));
        await opened.PictureAsync("live");

        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.Locator("#stop").ClickAsync();
        await load.Completion.WaitAsync(Bound);
        await dashboard.CloseAsync().WaitAsync(Bound);
        await Assertions.Expect(page.Locator("#live-state")).ToHaveTextAsync("Run ended: stop requested");

        Assert.Equal(StopReason.StopRequested, load.Run.StopReason);
        Assert.Equal(load.Run.Metrics[^1].CommittedOperationsPerSecond, await page.EvaluateAsync<double>("+document.querySelector('#committed-per-second data').value"));
        Assert.Equal(load.Run.Totals.OperationsCommitted, await page.EvaluateAsync<long>("[...document.querySelectorAll('[data-table=ledger] tbody td:nth-child(5) data')].reduce((sum, node) => sum + +node.value, 0)"));
        Assert.True(await page.Locator("#stop").IsDisabledAsync());
        await opened.PictureAsync("ended");
        Assert.Empty(opened.Problems);
    }
}
