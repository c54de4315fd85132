using EdFi.BatchPerf.Page.Report;
using Microsoft.Playwright;

namespace EdFi.BatchPerf.Browser;

/// <summary>A page made of a run and of what it was held against, in a folder of its own.</summary>
internal sealed class PageFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchperf-page-");

    public async Task<OpenPage> OpenAsync(
        Chromium chromium,
        RunDocument run,
        ReportFindings? findings = null,
        ColorScheme colours = ColorScheme.Light)
    {
        var path = Path.Combine(_folder.FullName, "page.html");
        await using (var stream = File.Create(path))
        {
            HtmlPage.Write(stream, run, findings ?? new ReportFindings());
        }

        return await OpenPage.OpenAsync(chromium, new Uri(path).AbsoluteUri, colours);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
