namespace EdFi.BatchPerf.Cli.Host;

/// <summary>Everything that the program takes from its process, so that tests can give something else.</summary>
internal sealed record ConsoleHost
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Columns of the window that <see cref="Out"/> goes to; null for a file or a pipe: lines may be of any length.</summary>
    public Func<int?> OutWidth { get; init; } = static () => null;

    /// <summary>Columns of the window that <see cref="Error"/> goes to; null for a file or a pipe: no line can be drawn over.</summary>
    public Func<int?> ErrorWidth { get; init; } = static () => null;

    /// <summary>Cancelled by Ctrl+C, SIGTERM and SIGHUP.</summary>
    public CancellationToken Stop { get; init; }

    public static ConsoleHost OfProcess(CancellationToken stop) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Environment = System.Environment.GetEnvironmentVariable,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        OutWidth = static () => Console.IsOutputRedirected ? null : WindowWidth.OfTerminal(),
        ErrorWidth = static () => Console.IsErrorRedirected ? null : WindowWidth.OfTerminal(),
        Stop = stop,
    };

    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);
}
