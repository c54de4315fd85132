using System.Diagnostics;
using System.Runtime.InteropServices;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.ServerMetrics;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program in a process of its own, ended by signals that processes are sent.</summary>
public sealed class SignalTests : IAsyncLifetime, IDisposable
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions());
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [UnixTheory]
    [InlineData(Hangup)]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_signal_ends_a_run_with_whole_files(int signal)
    {
        // as from a terminal: what a shell starts in the background has interrupts ignored, and so has all that it starts
        using var process = _cli.StartProcess(["env", "--default-signal=HUP,INT,TERM", "dotnet"], Options);
        await FirstBatchAsync(process);

        Assert.Equal(0, Kill(process.Id, signal));
        await process.WaitForExitAsync();

        Assert.Equal(ExitCode.Canceled, (ExitCode)process.ExitCode);
        var run = RunJson.Read(_cli.File("out/batch_volume_results.run.json"));
        Assert.Equal(StopReason.Canceled, run.StopReason);
        Assert.Equal(run.Totals.Batches, new ResultCsvReader(_cli.File("out/batch_volume_results.csv")).Read().LongCount());
        string[] others = ["batch_volume_report.html", "batch_volume_stats.csv", "batch_volume_failures.csv", "batch_volume_exceptions.csv"];
        Assert.All(others, name => Assert.NotEqual(0, new FileInfo(_cli.File("out/" + name)).Length));
    }

    [UnixFact]
    public async Task A_hangup_does_not_end_a_run_that_nohup_began()
    {
        using var process = _cli.StartProcess(["nohup", "dotnet"], Options);
        await FirstBatchAsync(process);

        Assert.Equal(0, Kill(process.Id, Hangup));
        var seen = _server.Counts().OperationsTotal.Total;
        while (_server.Counts().OperationsTotal.Total < seen + 1000)
        {
            Assert.False(process.HasExited);
            await Task.Delay(5); // polls; nothing depends on how long it takes
        }

        Assert.Equal(0, Kill(process.Id, Terminate));
        await process.WaitForExitAsync();
        Assert.Equal(ExitCode.Canceled, (ExitCode)process.ExitCode);
    }

    private string[] Options => ["-b", _server.BaseUrl.ToString(), "-t", "BATCH_VOLUME", "-c", "2", "-r", "100", "-m", "10", "-tl", "students"];

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private async Task FirstBatchAsync(Process process)
    {
        while (_server.Counts().OperationsTotal.Committed == 0)
        {
            Assert.False(process.HasExited);
            await Task.Delay(5); // polls; nothing depends on how long it takes
        }
    }
}
