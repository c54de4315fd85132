using System.Diagnostics;
using System.Text;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>A process that this one has started; ended when disposed.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Starts a process with its standard input open; its output is read by the caller if captured, else thrown away.</summary>
    public static Child Start(Command command, bool capture = false)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Scratch,
        };
        foreach (var (variable, value) in command.Environment)
        {
            start.Environment[variable] = value;
        }

        var child = new Child(Process.Start(start)!);
        child._process.ErrorDataReceived += (_, line) =>
        {
            lock (child._error)
            {
                child._error.AppendLine(line.Data);
            }
        };
        child._process.BeginErrorReadLine();
        if (!capture)
        {
            child._process.OutputDataReceived += static (_, _) => { };
            child._process.BeginOutputReadLine();
        }

        return child;
    }

    /// <summary>Runs to the end and returns standard output.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public static async Task<string> RunAsync(Command command)
    {
        await using var child = Start(command, capture: true);
        var output = await child._process.StandardOutput.ReadToEndAsync();
        await child.WaitAsync();
        BenchException.ThrowIf(
            child.ExitCode != 0,
            $"{command.File} {string.Join(' ', command.Arguments)} ended with {child.ExitCode}:\n{output}{child.Error}");
        return output;
    }

    /// <summary>True where a program is on the path.</summary>
    public static bool Exists(string file) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, file)) || File.Exists(Path.Combine(folder, file + ".exe")));

    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))
            ?? throw new BenchException($"The process ended without a word. {Error}");

    public Task WaitAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
