using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Page.Markdown;

/// <summary>The traced batches of a run that are worth looking up, as far as a summary has room for them.</summary>
internal static class MarkdownTraces
{
    private const int Most = 5;

    /// <summary>Writes the slowest and the first failed ones; nothing where none was traced.</summary>
    public static void Write(StringBuilder text, RunTraces? traces)
    {
        if (traces is not { Sampled: > 0 })
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"Traced: {traces.Sampled:#,0} ({traces.Share * 100:0.##} %), ")
            .AppendLine(CultureInfo.InvariantCulture, $"{traces.Failed.Count + traces.FailedLeftOut:#,0} of them failed.").AppendLine();
        var shown = traces.Slowest.Take(Most).Select(static t => Row("slow", t))
            .Concat(traces.Failed.Take(Most).Select(static t => Row("failed", t))).ToList();
        if (shown.Count > 0)
        {
            MarkdownTable.Write(text, ["", "Name", "Trace id", "Answer", "At s", "Response ms"], shown, numbersFrom: 4);
        }
    }

    private static string[] Row(string why, BatchTrace trace) =>
    [
        why,
        MarkdownText.Of(trace.Machine is { } machine ? $"{trace.Name} ({machine})" : trace.Name),
        MarkdownText.Of(trace.TraceId),
        MarkdownText.Of($"{trace.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "none"} {trace.ErrorKind}".TrimEnd()),
        trace.AtSeconds.ToString("#,0.0", CultureInfo.InvariantCulture),
        (trace.ErrorKind == ErrorKind.Canceled ? "≥ " : "") + trace.ResponseTimeMs.ToString("#,0.0", CultureInfo.InvariantCulture),
    ];
}
