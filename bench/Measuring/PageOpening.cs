using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>How long a browser takes to open a report and draw it, layout included, by the browser's own clock.</summary>
internal static partial class PageOpening
{
    /// <summary>Notes when the page is both loaded and drawn, whichever comes last.</summary>
    private const string Stamp = """
        <script>{
          const root = document.documentElement;
          const note = () => {
            if ('ready' in root.dataset && document.readyState === 'complete') {
              document.body.offsetHeight;
              root.dataset.opened = performance.now();
            }
          };
          addEventListener('load', note);
          new MutationObserver(note).observe(root, { attributes: true, attributeFilter: ['data-ready'] });
        }</script></body>
        """;

    /// <summary>The browser prints a page once it is loaded, which may be before it is drawn.</summary>
    private const int Tries = 10;

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
        try
        {
            for (var tries = 0; tries < Tries; tries++)
            {
                var dom = await Child.RunAsync(new Command(
                    browser, "--headless", "--no-sandbox", "--disable-gpu", "--timeout=30000", "--dump-dom", new Uri(copy).AbsoluteUri));
                var opened = Opened().Match(dom);
                if (opened.Success)
                {
                    return double.Parse(opened.Groups["ms"].Value, CultureInfo.InvariantCulture);
                }
            }
        }
        finally
        {
            File.Delete(copy);
        }

        throw new BenchException($"The browser did not open {page}, tried {Tries} times.");
    }

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Policy();

    [GeneratedRegex("data-opened=\"(?<ms>[0-9.]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Opened();
}
