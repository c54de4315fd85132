using System.Diagnostics;
using EdFi.BatchPerf.Cli;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>Runs the console program in this process with writers, variables and a directory of its own.</summary>
internal sealed class CliRunner : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stop = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public WatchedWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public string Output => Out.ToString() + Error;

    public void Stop() => _stop.Cancel();

    public string File(string name) => _directory.File(name);

    public async Task<ExitCode> RunAsync(params string[] args) => (ExitCode)await Application.RunAsync(args, new ConsoleHost
    {
        Out = TextWriter.Synchronized(Out),
        Error = TextWriter.Synchronized(Error),
        Environment = name => Environment.GetValueOrDefault(name),
        WorkingDirectory = _directory.Path,
        Stop = _stop.Token,
    });

    /// <summary>Runs the program in a process of its own.</summary>
    public Process StartProcess(params string[] args) => StartProcess(["dotnet"], args);

    /// <summary>Runs the program in a process of its own.</summary>
    /// <param name="starter">The program that starts it, with what comes before the program's path.</param>
    /// <param name="args">Options.</param>
    public Process StartProcess(string[] starter, string[] args)
    {
        var start = new ProcessStartInfo(starter[0])
        {
            WorkingDirectory = _directory.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var arg in starter[1..].Append(Path.Combine(AppContext.BaseDirectory, "edfi-batchperf.dll")).Concat(args))
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _directory.Dispose();
    }
}
