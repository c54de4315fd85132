using System.Diagnostics;
using EdFi.BatchPerf.ServerMetrics.Commands;
using EdFi.BatchPerf.ServerMetrics.Processes;
using EdFi.BatchPerf.Servers;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

public sealed class ProcessProbeTests
{
    [UnixFact]
    public async Task CPU_time_and_memory_of_a_process_and_its_children_are_found()
    {
        // The shell that is named only waits; its child works until its input ends.
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sh -c 'while :; do :; done' & child=$!; cat; kill $child; wait"]) { UseShellExecute = false, RedirectStandardInput = true })!;
        try
        {
            var probe = ProcessProbe.Open([shell.Id.ToString()]);
            double used;
            while ((used = await ValueAsync(probe, "CpuMs")) < 60)
            {
                await Task.Delay(5).WaitAsync(Load.Bound);
            }

            Assert.True(await ValueAsync(probe, "Processes") >= 2, "The shell and its child are counted.");
            Assert.True(await ValueAsync(probe, "WorkingSetBytes") > 100_000);
            Assert.True(await ValueAsync(probe, "CpuMs") >= used);
            Assert.True(await ValueAsync(probe, "CpuCores") >= 0);
        }
        finally
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync().WaitAsync(Load.Bound);
        }
    }

    [UnixFact]
    public async Task A_process_that_has_ended_keeps_what_it_had_used()
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "cat; exit"]) { UseShellExecute = false, RedirectStandardInput = true })!;
        var probe = ProcessProbe.Open([shell.Id.ToString()]);
        var used = await ValueAsync(probe, "CpuMs");
        shell.StandardInput.Close();
        await shell.WaitForExitAsync().WaitAsync(Load.Bound);

        Assert.Equal((used, 0, 0), (await ValueAsync(probe, "CpuMs"), await ValueAsync(probe, "Processes"), await ValueAsync(probe, "WorkingSetBytes")));
        Assert.Single(probe.Notes);
    }

    [Theory]
    [InlineData("no-such-process-anywhere")]
    [InlineData("2147483647")]
    public void A_process_that_is_not_there_is_refused(string target)
    {
        var problem = Assert.Throws<BatchPerfException>(() => ProcessProbe.Open([target]));

        Assert.Equal("ServerProcessNotFound", problem.ErrorId);
        Assert.Contains(target, problem.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task The_load_generator_and_what_it_descends_from_are_not_found_by_name()
    {
        // This process and its ancestors are called dotnet, as PowerShell is as a .NET tool; the one started here has the same name.
        using var own = Process.GetCurrentProcess();
        var folder = Directory.CreateTempSubdirectory("probe-");
        var link = Path.Combine(folder.FullName, own.ProcessName);
        File.CreateSymbolicLink(link, "/bin/sh");
        using var server = Process.Start(new ProcessStartInfo(link, ["-c", "read line"]) { UseShellExecute = false, RedirectStandardInput = true })!;
        try
        {
            using var found = new ProcessProbe.Found(own.ProcessName);
            var ids = found.Processes.Select(static p => p.Id).ToHashSet();
            Assert.Contains(server.Id, ids);
            Assert.DoesNotContain(own.Id, ids);
            Assert.Empty(ProcessTree.WithAncestors(own.Id).Intersect(ids));
            Assert.True(ProcessTree.WithAncestors(server.Id).IsSupersetOf([server.Id, own.Id]) || !OperatingSystem.IsLinux());
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(Load.Bound);
            folder.Delete(recursive: true);
        }
    }

    [UnixFact]
    public async Task A_shell_command_gives_its_lines_as_figures()
    {
        await using var probe = new ShellCommandProbe("echo cpu=12.5; echo 'not a figure'; echo requests_total = 7");

        Assert.Equal([new("cpu", 12.5, false), new ServerReading("requests_total", 7, true)], await probe.ReadAsync(CancellationToken.None));
    }

    [UnixFact]
    public async Task A_shell_command_that_gives_none_says_why()
    {
        await using var probe = new ShellCommandProbe("echo 'no such host' >&2; exit 3");

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => probe.ReadAsync(CancellationToken.None));

        Assert.Contains("exit code 3", problem.Message, StringComparison.Ordinal);
        Assert.Contains("no such host", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<double> ValueAsync(ProcessProbe probe, string name) => (await probe.ReadAsync(CancellationToken.None)).FirstOrDefault(r => r.Name == name).Value;
}
