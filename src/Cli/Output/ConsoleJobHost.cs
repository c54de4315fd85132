using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Writes what a job says to the log. Never asks: the options have said what may be done.</summary>
internal class ConsoleJobHost(ConsoleHost host, Log log) : IJobHost
{
    private readonly StatusLine _status = new(host, TimeProvider.System);

    /// <summary>The console.</summary>
    protected ConsoleHost Screen => host;

    /// <summary>The log.</summary>
    protected Log Log => log;

    public CancellationToken Stop => host.Stop;

    public Task<bool> ConfirmAsync(string target, string action) => Task.FromResult(true);

    public void Warn(string text) => _status.Replace(() => log.Warning(text));

    public void WarnOfRemains(string text) => Warn(text);

    public void Say(string text) => _status.Replace(() => log.Info(text));

    public void Note(string text) => Say(text);

    public void Detail(string text) => _status.Replace(() => log.Debug(text));

    public void Progress(JobProgress progress)
    {
        if (log.IsInfo)
        {
            _status.Show(progress);
        }
    }

    /// <summary>Writes in place of the progress.</summary>
    protected void Show(Action write) => _status.Replace(write);
}
