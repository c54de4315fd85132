using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Page.Markdown;

/// <summary>The traced batches of a run that are worth looking up, as far as a summary has room for them.</summary>
internal static class MarkdownTraces
{
    private const int Most = 5;

    /// <summary>Writes the slowest and the first failed ones; nothing where none was to be traced.</summary>
    public static void Write(StringBuilder text, RunTraces? traces)
    {
        if (traces is null)
        {
            return;
        }

        text.Append("Traced (").Append(FigureText.Percent(traces.Share)).Append("): ")
            .Append(CultureInfo.InvariantCulture, $"{traces.Sampled:#,0} sent with a trace id, ")
            .AppendLine(CultureInfo.InvariantCulture, $"{traces.Failed.Count + traces.FailedLeftOut:#,0} failed.").AppendLine();
        var shown = traces.Slowest.Take(Most).Select(static t => Row("slow", t))
            .Concat(traces.Failed.Take(Most).Select(static t => Row("failed", t))).ToList();
        if (shown.Count > 0)
        {
            MarkdownTable.Write(text, ["", "Name", "Trace id", "Correlation id", "Answer", "At s", "Response ms"], shown, numbersFrom: 5);
        }
    }

    private static string[] Row(string why, BatchTrace trace) =>
    [
        why,
        MarkdownText.Of(trace.Machine is { } machine ? $"{trace.Name} ({machine})" : trace.Name),
        trace.SpanId is null ? "not sent" : MarkdownText.Of(trace.TraceId),
        trace.CorrelationId is { } id ? MarkdownText.Of(id) : "–",
        MarkdownText.Of($"{trace.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "none"} {trace.ErrorKind}".TrimEnd()),
        trace.AtSeconds.ToString("#,0.0", CultureInfo.InvariantCulture),
        (trace.ErrorKind == ErrorKind.Canceled ? "≥ " : "") + trace.ResponseTimeMs.ToString("#,0.0", CultureInfo.InvariantCulture),
    ];
}
