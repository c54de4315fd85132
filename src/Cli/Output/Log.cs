using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Log of the program on standard error, so that standard output holds figures only.</summary>
internal sealed class Log(TextWriter output, LogLevel level)
{
    public bool IsDebug => level == LogLevel.Debug;

    public bool IsInfo => level <= LogLevel.Info;

    public void Debug(string message) => Write(LogLevel.Debug, message);

    public void Info(string message) => Write(LogLevel.Info, message);

    /// <summary>As <see cref="Info"/>, for work that waits until it is said.</summary>
    public Task TellAsync(string message)
    {
        Info(message);
        return Task.CompletedTask;
    }

    public void Warning(string message) => Write(LogLevel.Warning, "warning: " + message);

    public void Error(BatchPerfException problem)
    {
        Write(LogLevel.Error, $"error: {problem.Message}");
        Write(LogLevel.Error, $"       {problem.NextStep} ({problem.ErrorId})");
    }

    public void Error(string message) => Write(LogLevel.Error, "error: " + message);

    private void Write(LogLevel of, string message)
    {
        if (of >= level)
        {
            output.WriteLine(message);
        }
    }
}
