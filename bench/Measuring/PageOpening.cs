using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>How long a browser takes to open a page, layout included, by the browser's own clock.</summary>
internal static partial class PageOpening
{
    private const string Stamp =
        """<script>addEventListener("load", () => { document.body.offsetHeight; document.documentElement.dataset.opened = performance.now(); });</script></body>""";

    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Milliseconds; null where there is no browser.</summary>
    /// <param name="page">The file; a copy without its policy, which allows no other script, is opened.</param>
    public static async Task<double?> MeasureAsync(string page)
    {
        if (Array.Find(Browsers, Child.Exists) is not { } browser)
        {
            return null;
        }

        var copy = page + ".timed.html";
        var text = Policy().Replace(await File.ReadAllTextAsync(page), "");
        await File.WriteAllTextAsync(copy, text.Replace("</body>", Stamp, StringComparison.Ordinal));
        var dom = await Child.RunAsync(
            new Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--timeout=30000", "--dump-dom", new Uri(copy).AbsoluteUri));
        File.Delete(copy);
        var opened = Opened().Match(dom);
        BenchException.ThrowIf(!opened.Success || !dom.Contains("data-ready", StringComparison.Ordinal), $"The browser did not open {page}.");
        return double.Parse(opened.Groups["ms"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Policy();

    [GeneratedRegex("data-opened=\"(?<ms>[0-9.]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Opened();
}
