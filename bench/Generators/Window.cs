using System.Diagnostics;
using System.Runtime.InteropServices;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>What one run of one generator showed.</summary>
/// <param name="MicrosPerBatch">User and system time of the generator's process in the steady part of the run, over the batches that the sink answered meanwhile.</param>
/// <param name="WholeMicrosPerBatch">The same over the whole run, from the start of the process to its end, as GNU time counts.</param>
/// <param name="PerSecond">Batches per second in the steady part.</param>
/// <param name="CoresUsed">Cores that the generator got in the steady part.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Window(double MicrosPerBatch, double WholeMicrosPerBatch, double PerSecond, double CoresUsed)
{
    /// <summary>Runs a generator against a sink and looks at both from outside, at two moments.</summary>
    public static async Task<Window> MeasureAsync(Generator generator, SinkProcess sink, TimeSpan length, int? core = null)
    {
        var wholeSeconds = (int)Math.Ceiling((generator.Settle + length).TotalSeconds + 2);
        var (cpuBefore, before) = (ChildrenUsage.CpuSeconds(), await sink.BatchesAsync());
        await using var child = Child.Start(generator.Command(sink.Url + "/batch", wholeSeconds).OnCore(core));
        while (await sink.BatchesAsync() < before + 100)
        {
            BenchException.ThrowIf(child.HasExited, $"{generator.Name} ended at once: {child.Error}");
            await Task.Delay(20);
        }

        await Task.Delay(generator.Settle);
        var start = await LookAsync(child, sink);
        await Task.Delay(length);
        var end = await LookAsync(child, sink);
        await child.WaitAsync();
        BenchException.ThrowIf(child.ExitCode != 0, $"{generator.Name} ended with {child.ExitCode}: {child.Error}");
        var batches = end.Batches - start.Batches;
        var seconds = Stopwatch.GetElapsedTime(start.At, end.At).TotalSeconds;
        var whole = (ChildrenUsage.CpuSeconds() - cpuBefore) / (await sink.BatchesAsync() - before);
        return new Window((end.Cpu - start.Cpu) * 1e6 / batches, whole * 1e6, batches / seconds, (end.Cpu - start.Cpu) / seconds);
    }

    private static async Task<(double Cpu, long Batches, long At)> LookAsync(Child child, SinkProcess sink)
    {
        var cpu = ProcessUsage.CpuSeconds(child.Id);
        var at = Stopwatch.GetTimestamp();
        return (cpu, await sink.BatchesAsync(), at);
    }
}
