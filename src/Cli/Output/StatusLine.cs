using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>
/// How far a job is: on a terminal one line that is drawn over and never wraps, elsewhere a plain line every ten seconds. Callable from any
/// thread.
/// </summary>
/// <param name="host">The console; the line goes to standard error.</param>
/// <param name="time">Measures the ten seconds.</param>
internal sealed class StatusLine(ConsoleHost host, TimeProvider time)
{
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
                Clear();
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
            Clear();
            write();
        }
    }

    /// <summary>One column stays free: many terminals begin a new line when the last one is filled.</summary>
    private void Draw(JobProgress progress, int width)
    {
        if (!progress.Done)
        {
            var line = FittedLine.Of(progress.Status, width - 1);
            host.Error.Write(line);
            _drawn = line.Length;
        }
    }

    private void Clear()
    {
        if (_drawn > 0)
        {
            host.Error.Write("\r" + new string(' ', _drawn) + "\r");
            _drawn = 0;
        }
    }
}
