namespace EdFi.BatchPerf.Cli.Host;

/// <summary>Everything that the program takes from its process, so that tests can give something else.</summary>
internal sealed record ConsoleHost
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>True where a line on <see cref="Error"/> can be drawn over.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Cancelled by Ctrl+C, SIGTERM and SIGHUP.</summary>
    public CancellationToken Stop { get; init; }

    public static ConsoleHost OfProcess(CancellationToken stop) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Environment = System.Environment.GetEnvironmentVariable,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Stop = stop,
    };

    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);
}
