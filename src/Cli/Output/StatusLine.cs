using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>
/// Shows a job's progress: on a terminal one line that is drawn over and never wraps, elsewhere a plain line every ten seconds. Callable
/// from any thread.
/// </summary>
/// <param name="host">The console; the line goes to standard error.</param>
/// <param name="time">Measures the ten seconds.</param>
internal sealed class StatusLine(ConsoleHost host, TimeProvider time)
{
    /// <summary>Columns of ^C, which a terminal writes behind the line where it is pressed.</summary>
    private const int Interrupt = 2;

    private readonly Lock _drawing = new();
    private readonly PlainProgress _plain = new(host.Error, time);
    private int _drawn;

    /// <summary>Shows the progress, or takes the line away when the job is done.</summary>
    public void Show(JobProgress progress)
    {
        lock (_drawing)
        {
            if (host.ErrorWidth() is { } width)
            {
                Clear(width);
                Draw(progress, width);
            }
            else
            {
                _plain.Show(progress);
            }
        }
    }

    /// <summary>Writes something where the line stands, which is drawn again with the next progress.</summary>
    public void Replace(Action write)
    {
        lock (_drawing)
        {
            Clear(host.ErrorWidth());
            write();
        }
    }

    /// <summary>One column stays free: many terminals begin a new line when the last one is filled.</summary>
    private void Draw(JobProgress progress, int width)
    {
        if (!progress.Done)
        {
            var line = FittedLine.Of(progress.Status, width - 1 - Interrupt);
            host.Error.Write(line);
            _drawn = line.Length;
        }
    }

    /// <summary>
    /// Where the window has become narrower, a terminal that wraps lines keeps the line's beginning in the rows above. They stay: on a
    /// terminal that does not wrap, these rows hold earlier output.
    /// </summary>
    private void Clear(int? width)
    {
        if (_drawn == 0)
        {
            return;
        }

        host.Error.Write("\r" + new string(' ', Math.Min(_drawn + Interrupt, (width ?? int.MaxValue) - 1)) + "\r");
        _drawn = 0;
    }
}
