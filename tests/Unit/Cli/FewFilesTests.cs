using System.Diagnostics;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program in a shell that allows few open files.</summary>
public sealed class FewFilesTests : IDisposable
{
    private const int Files = 300;
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [UnixTheory("Windows has no such limit.")]
    [InlineData(400, 2, "TooFewOpenFiles")]
    [InlineData(20, 0, "20 batches")]
    public async Task More_clients_than_open_files_are_refused_before_anything_is_sent_and_fewer_work(int clients, int code, string said)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        var (exit, output) = await RunAsync(server, "-t", "BATCH_VOLUME", "-tl", "students", "-c", $"{clients}", "-r", "1000", "--batchCount", "20", "-o", "out");

        Assert.True(exit == code, output);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(code == 0, Directory.Exists(_cli.File("out")) && Directory.GetFiles(_cli.File("out")).Length > 0);
        Assert.Equal(code == 0, server.Counts().BatchRequests >= 20); // connecting asks once whether there are batches
    }

    private async Task<(int Exit, string Output)> RunAsync(SimulatorHost server, params string[] args)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = _cli.File("."), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] shell = ["-c", $"ulimit -n {Files}; exec dotnet \"$0\" \"$@\"", Path.Combine(AppContext.BaseDirectory, "edfi-batchperf.dll"), "-b", server.BaseUrl.ToString()];
        foreach (var arg in shell.Concat(args))
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["PERF_API_KEY"] = server.Options.Key;
        start.Environment["PERF_API_SECRET"] = server.Options.Secret;
        using var process = Process.Start(start)!;
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Load.Bound);
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(told));
    }
}
