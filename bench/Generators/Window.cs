using System.Diagnostics;
using System.Runtime.InteropServices;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>What one run of one generator showed.</summary>
/// <param name="MicrosPerBatch">User and system time of the generator's process in the steady part of the run, over the batches that the
/// sink answered meanwhile.</param>
/// <param name="WholeMicrosPerBatch">The same since the start of the process.</param>
/// <param name="Batches">The batches since the start of the process.</param>
/// <param name="PerSecond">Batches per second in the steady part.</param>
/// <param name="CoresUsed">Cores that the generator got in the steady part.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Window(double MicrosPerBatch, double WholeMicrosPerBatch, long Batches, double PerSecond, double CoresUsed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a generator against a sink, looks at both from outside at two moments, and ends it.</summary>
    public static async Task<Window> MeasureAsync(Generator generator, SinkProcess sink, TimeSpan length, int? core = null)
    {
        var before = await sink.BatchesAsync();
        var began = Stopwatch.GetTimestamp();
        await using var child = Child.Start(generator.Command(sink.Url + "/batch").OnCore(core));
        while (await sink.BatchesAsync() < before + generator.SettleBatches)
        {
            BenchException.ThrowIf(child.HasExited, $"{generator.Name} ended too soon: {child.Error}");
            BenchException.ThrowIf(
                Stopwatch.GetElapsedTime(began) > Patience,
                $"{generator.Name} did not come to {generator.SettleBatches:N0} batches in {Patience.TotalMinutes:0} minutes.");
            await Task.Delay(20);
        }

        var start = await LookAsync(child, sink);
        await Task.Delay(length);
        var end = await LookAsync(child, sink);
        BenchException.ThrowIf(child.HasExited, $"{generator.Name} ended too soon: {child.Error}");
        var batches = end.Batches - start.Batches;
        BenchException.ThrowIf(batches <= 0, $"{generator.Name} sent nothing for {length.TotalSeconds:0} s.");
        BenchException.ThrowIf(
            end.Cpu <= start.Cpu,
            $"{generator.Name} used no CPU time for {batches:N0} batches: another process than {child.Id} does the work.");
        var seconds = Stopwatch.GetElapsedTime(start.At, end.At).TotalSeconds;
        return new Window(
            (end.Cpu - start.Cpu) * 1e6 / batches, end.Cpu * 1e6 / (end.Batches - before), end.Batches - before, batches / seconds,
            (end.Cpu - start.Cpu) / seconds);
    }

    private static async Task<(double Cpu, long Batches, long At)> LookAsync(Child child, SinkProcess sink)
    {
        var cpu = ProcessUsage.CpuSeconds(child.Id);
        var at = Stopwatch.GetTimestamp();
        return (cpu, await sink.BatchesAsync(), at);
    }
}
