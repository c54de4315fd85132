using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Writes what a job says to the log. Asks nothing: whoever starts the program has said what it is to do.</summary>
internal class ConsoleJobHost(ConsoleHost host, Log log) : IJobHost
{
    private readonly Lock _drawing = new();
    private int _width;

    /// <summary>The console.</summary>
    protected ConsoleHost Screen => host;

    /// <summary>The log.</summary>
    protected Log Log => log;

    public CancellationToken Stop => host.Stop;

    public Task<bool> ConfirmAsync(string target, string action) => Task.FromResult(true);

    public void Warn(string text) => Write(() => log.Warning(text));

    public void WarnOfRemains(string text) => Warn(text);

    public void Say(string text) => Write(() => log.Info(text));

    public void Note(string text) => Say(text);

    public void Detail(string text) => Write(() => log.Debug(text));

    /// <summary>One line that is drawn over, on a terminal only: elsewhere the lines would pile up.</summary>
    public void Progress(JobProgress progress)
    {
        if (!host.ErrorIsTerminal || !log.IsInfo)
        {
            return;
        }

        lock (_drawing)
        {
            Clear();
            if (!progress.Done)
            {
                host.Error.Write(progress.Status);
                _width = progress.Status.Length;
            }
        }
    }

    private void Write(Action write)
    {
        lock (_drawing)
        {
            Clear();
            write();
        }
    }

    /// <summary>Takes the line off the terminal.</summary>
    private void Clear()
    {
        if (_width > 0)
        {
            host.Error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
