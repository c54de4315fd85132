using System.Diagnostics;
using System.Runtime.InteropServices;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>What a closed loop costs once all of its clients are at work.</summary>
/// <param name="MicrosPerBatch">User and system time of its process over the batches that the sink answered meanwhile.</param>
/// <param name="LiveBytes">What lives on the managed heap after a collection.</param>
/// <param name="PrivateMegabytes">Memory of the process's own before that collection (RssAnon).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoadCost(double MicrosPerBatch, long LiveBytes, double PrivateMegabytes)
{
    /// <summary>How long a client rests after a batch, where it does.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(5);

    private const long Settled = 100_000;

    /// <summary>Measures the console program over a window.</summary>
    public static Task<LoadCost> MeasureAsync(Simulators simulator, int clients, int triples, bool rests, TimeSpan window) => MeasureAsync(
        url => Task.FromResult(GeneratorSet.OurCli(
            simulator.Url,
            url,
            "--clientCount",
            $"{clients}",
            "--spawnRate",
            "2000",
            "--batchTripleCount",
            $"{triples}",
            "--thinkTime",
            $"{(rests ? Rest.TotalSeconds : 0):0}s",
            "--duration",
            "10m")),
        clients,
        triples,
        rests,
        window);

    /// <summary>Measures the module over a window: batches of one triple, from clients that send at once again.</summary>
    public static Task<LoadCost> OfModuleAsync(Simulators simulator, int clients, TimeSpan window) => MeasureAsync(
        url => GeneratorSet.OurModuleAsync(
            "volume.ps1",
            "-BaseUrl",
            simulator.Url,
            "-BatchUrl",
            url,
            "-Duration",
            "10m",
            "-Triples",
            "1",
            "-Clients",
            $"{clients}"),
        clients,
        triples: 1,
        rests: false,
        window);

    private static async Task<LoadCost> MeasureAsync(
        Func<string, Task<Command>> command,
        int clients,
        int triples,
        bool rests,
        TimeSpan window)
    {
        await using var sink = await SinkProcess.StartAsync(triples);
        using var probe = new ProcessProbe();
        await using var child = Child.Start(probe.Into(await command(sink.Url + "/batch")));
        var waited = Stopwatch.StartNew();
        while (await sink.BatchesAsync() < (rests ? 2 * clients : Settled))
        {
            BenchException.ThrowIf(child.HasExited, $"{clients} clients ended too soon: {child.Error}");
            BenchException.ThrowIf(waited.Elapsed > TimeSpan.FromMinutes(3), $"{clients} clients did not come to work in 3 minutes.");
            await Task.Delay(50);
        }

        var (batches, cpu) = (await sink.BatchesAsync(), ProcessUsage.CpuSeconds(child.Id));
        await Task.Delay(rests && window < 2 * Rest ? 2 * Rest : window); // clients that began together send together
        var (sent, used) = (await sink.BatchesAsync() - batches, ProcessUsage.CpuSeconds(child.Id) - cpu);
        var resident = ProcessUsage.PrivateMegabytes(child.Id);
        BenchException.ThrowIf(sent <= 0 || used <= 0, $"{clients} clients sent nothing, or another process does the work: {child.Error}");
        return new LoadCost(used * 1e6 / sent, await probe.LiveBytesAsync(), resident);
    }
}
