using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>A headless Chromium of this machine, for all tests; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe", "msedge.exe"];
    private const int Width = 1200;
    private const int Height = 900;
    private readonly Dictionary<ColorScheme, Stack<IPage>> _free = new() { [ColorScheme.Light] = [], [ColorScheme.Dark] = [] };
    private IPlaywright? _playwright;

    /// <summary>The program; null where none is installed.</summary>
    public static string? Path { get; } = Find();

    /// <summary>The running browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Path is null)
        {
            return; // every test is skipped
        }

        Assertions.SetDefaultExpectTimeout(30_000); // a crowded machine is no fault of the page
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page that remembers nothing; each costs a process, so that it serves many tests.</summary>
    public async Task<IPage> TakeAsync(ColorScheme colours)
    {
        if (_free[colours].TryPop(out var page))
        {
            return page;
        }

        var context = await Browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = colours, ViewportSize = new ViewportSize { Width = Width, Height = Height } });
        return await context.NewPageAsync();
    }

    /// <summary>Takes back a page whose reader has detached from it, and makes it forget what it was.</summary>
    public async Task ReturnAsync(IPage page, ColorScheme colours)
    {
        try
        {
            await page.EvaluateAsync("() => localStorage.clear()");
            await page.GotoAsync("about:blank");
            await page.SetViewportSizeAsync(Width, Height);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
        }
        catch (PlaywrightException)
        {
            await page.Context.DisposeAsync(); // it broke: the test says why, and the next one gets another
            return;
        }

        _free[colours].Push(page);
    }

    public async Task DisposeAsync()
    {
        if (_playwright is not null)
        {
            await Browser.DisposeAsync();
            _playwright.Dispose();
        }
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("EDFI_BATCHPERF_BROWSER") is { Length: > 0 } given ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
