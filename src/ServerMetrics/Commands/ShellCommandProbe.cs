using System.Diagnostics;
using System.Globalization;
using EdFi.BatchPerf.Servers;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.ServerMetrics.Commands;

/// <summary>
/// A command for the system's shell, whose lines <c>NAME=NUMBER</c> are figures; other lines are ignored. A name that ends in Total is a
/// count that only grows, as exporters of metrics name theirs; any other is a level. The command does not inherit the variables that hold
/// key, secret and connection string.
/// </summary>
internal sealed class ShellCommandProbe(string command) : IServerProbe
{
    /// <inheritdoc/>
    public string Source => "Command";

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken)
    {
        using var process = Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var readings = text.Split('\n').Select(Reading).OfType<ServerReading>().ToList();
            return readings.Count > 0 ? readings
                : throw new InvalidOperationException($"exit code {process.ExitCode}, and no line NAME=NUMBER; {FirstLine(await errors)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ServerReading? Reading(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && double.TryParse(line[(at + 1)..].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new ServerReading(line[..at].Trim(), value, line[..at].TrimEnd().EndsWith("Total", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static string FirstLine(string errors) =>
        errors.Split('\n')[0].Trim() is { Length: > 0 } line ? line : "nothing on standard error";

    private Process Start()
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            CreateNoWindow = true,
        };
        if (OperatingSystem.IsWindows())
        {
            (start.FileName, start.Arguments) = ("cmd.exe", "/c " + command);
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(command);
        }

        SecretVariables.RemoveFrom(start.Environment);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The shell could not be started.");
        process.StandardInput.Close();
        return process;
    }
}
