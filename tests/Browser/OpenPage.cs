using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>A page that nobody else has open, with everything that went wrong in it and everything that it loaded.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly ColorScheme _colours;

    private OpenPage(Chromium chromium, ColorScheme colours, IPage page)
    {
        (_chromium, _colours, Page) = (chromium, colours, page);
        page.PageError += NoteError;
        page.Console += NoteMessage;
        page.Request += NoteRequest;
    }

    public IPage Page { get; }

    public List<string> Problems { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> OpenAsync(Chromium chromium, string url, ColorScheme colours = ColorScheme.Light)
    {
        var opened = new OpenPage(chromium, colours, await chromium.TakeAsync(colours));
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

    public async ValueTask DisposeAsync()
    {
        Page.PageError -= NoteError;
        Page.Console -= NoteMessage;
        Page.Request -= NoteRequest;
        await _chromium.ReturnAsync(Page, _colours);
    }

    private void NoteError(object? sender, string error) => Problems.Add(error);

    private void NoteMessage(object? sender, IConsoleMessage message) => Problems.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);

    private void NoteRequest(object? sender, IRequest request) => Requests.Add(request.Url);
}
