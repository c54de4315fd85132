using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>A page in a context of its own, with everything that went wrong in it and everything that it loaded.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => Problems.Add(error);
        page.Console += (_, message) => Problems.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public List<string> Problems { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> OpenAsync(Chromium chromium, string url, ColorScheme colours = ColorScheme.Light)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = colours, ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
        var opened = new OpenPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync(url);
        await opened.Page.Locator("html[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return opened;
    }

    public async Task<string> TextAsync(string selector) => await Page.Locator(selector).InnerTextAsync();

    /// <summary>The exact values in a row of a table, in its order; null where it shows a dash.</summary>
    public async Task<(string Text, double? Value)[]> RowAsync(string table, string name)
    {
        var cells = await Page.EvaluateAsync<JsonElement>(
            """
            ([table, name]) => [...document.querySelectorAll(`${table} tbody tr`)].find(row => row.cells[0].textContent === name)
                ? [...[...document.querySelectorAll(`${table} tbody tr`)].find(row => row.cells[0].textContent === name).cells].slice(1).map(cell => [cell.textContent, cell.querySelector('data')?.value ?? null]) : null
            """,
            new[] { table, name });
        return [.. cells.EnumerateArray().Select(static cell => (cell[0].GetString()!, cell[1].GetString() is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : (double?)null))];
    }

    /// <summary>Keeps a picture beside the tests' other results, and makes sure that there is something in it.</summary>
    public async Task PictureAsync(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".png");
        var picture = await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        Assert.True(picture.Length > 20_000, $"The picture {path} is empty.");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
