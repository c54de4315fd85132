using System.Globalization;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>How the run goes: one line drawn over each second on a terminal, else a line every ten seconds.</summary>
/// <param name="output">Where it is drawn.</param>
/// <param name="terminal">True where a line can be drawn over.</param>
/// <param name="planned">How long sending lasts by plan; null where that is not known.</param>
/// <param name="shown">False to draw nothing.</param>
internal sealed class ProgressLine(TextWriter output, bool terminal, TimeSpan? planned, bool shown) : IRunObserver
{
    private const int Every = 10;
    private int _looks;
    private int _width;
    private RunTotals _before = new();
    private TimeSpan _at;

    public void OnSecond(BatchRun run, DateTimeOffset at)
    {
        if (!shown || (++_looks % Every != 0 && !terminal))
        {
            return;
        }

        var text = Describe(run, run.Elapsed);
        if (terminal)
        {
            output.Write("\r" + text.PadRight(_width));
            _width = text.Length;
        }
        else
        {
            output.WriteLine(text);
        }
    }

    public void OnEnd(BatchRun run)
    {
        // the summary says the rest
    }

    /// <summary>Takes the line off a terminal.</summary>
    public void Clear()
    {
        if (terminal && _width > 0)
        {
            output.Write("\r" + new string(' ', _width) + "\r");
        }
    }

    private string Describe(BatchRun run, TimeSpan elapsed)
    {
        var totals = run.Totals;
        var seconds = Math.Max(0.001, (elapsed - _at).TotalSeconds);
        var left = planned - elapsed is { } rest && rest > TimeSpan.Zero ? $" {Clock(rest)} left" : "";
        var p95 = run.Intervals.Count > 0 && run.Intervals[^1].P95Ms is { } ms ? ms.ToString("0.0", CultureInfo.InvariantCulture) : "-";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Clock(elapsed)}{left} | {run.Clients} clients | {(totals.Batches - _before.Batches) / seconds:0.0} batches/s | "
                + $"{(totals.OperationsCommitted - _before.OperationsCommitted) / seconds:#,0} operations/s | p95 {p95} ms | "
                + $"{totals.Failed} failed");
        (_before, _at) = (totals, elapsed);
        return text;
    }

    private static string Clock(TimeSpan time) => time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
