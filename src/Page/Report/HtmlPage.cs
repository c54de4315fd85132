using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>
/// A run as one HTML page that needs nothing else: styles, scripts and the run itself lie in it. Its content security policy
/// allows these scripts by their hashes and nothing else, so that no text from a server can become one.
/// </summary>
internal static partial class HtmlPage
{
    /// <summary>Writes a report.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="run">The run; it lies in the page as <c>summary.json</c> has it.</param>
    /// <param name="findings">Results of the run's limits and of its comparison with a baseline.</param>
    public static void Write(Stream stream, RunDocument run, ReportFindings findings) =>
        Write(stream, run, findings, PageParts.Embedded, live: false);

    /// <summary>Writes a report's file as a whole or not at all, replacing one that is there.</summary>
    /// <exception cref="BatchPerfException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, RunDocument run, ReportFindings findings) =>
        OutputFile.Write(path, FileAudience.Umask, stream => Write(stream, run, findings));

    internal static void Write(Stream stream, RunDocument run, ReportFindings findings, PageParts parts, bool live)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(findings);
        using var writer = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            bufferSize: 16_384,
            leaveOpen: true);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["mode"] = live ? "live" : "report",
            ["policy"] = Policy(parts, live),
            ["title"] = WebUtility.HtmlEncode($"Batch load test {run.RunId}"),
            ["chartStyle"] = parts.ChartStyle,
            ["style"] = parts.Style,
            ["charts"] = parts.Charts,
            ["script"] = parts.Script,
            ["run"] = Json(run),
            ["findings"] = JsonSerializer.Serialize(PageFindings.Of(run, findings), PageJsonContext.Default.PageFindings),
            ["facts"] = JsonSerializer.Serialize(PageFact.All, PageJsonContext.Default.IEnumerablePageFact),
            ["metrics"] = JsonSerializer.Serialize(PageMetric.All, PageJsonContext.Default.IEnumerablePageMetric),
        };
        var at = 0;
        foreach (var place in Places().EnumerateMatches(parts.Template))
        {
            writer.Write(parts.Template.AsSpan(at, place.Index - at));
            writer.Write(values[parts.Template.Substring(place.Index + 2, place.Length - 4)]);
            at = place.Index + place.Length;
        }

        writer.Write(parts.Template.AsSpan(at));
    }

    /// <summary>
    /// Returns the page's content security policy: it may load and run its own parts, known by their hashes, and for a live page connect to
    /// the server it came from.
    /// </summary>
    internal static string Policy(PageParts parts, bool live) =>
        $"default-src 'none'; style-src {Hash(parts.ChartStyle)} {Hash(parts.Style)}; script-src {Hash(parts.Charts)} "
            + $"{Hash(parts.Script)}; img-src data:; {(live ? "connect-src 'self'; " : "")}base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>
    /// The serialiser's own encoder writes &lt;, &gt; and &amp; as escapes, so that no text can end the element it lies in.
    /// </summary>
    private static string Json(RunDocument run)
    {
        using var stream = new MemoryStream();
        RunJson.Write(stream, run with { Parts = null });
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    [GeneratedRegex(@"\{\{[a-zA-Z]+\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Places();
}
