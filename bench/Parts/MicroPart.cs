using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Micro;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Micro-benchmarks of the pieces of the hot path.</summary>
internal sealed class MicroPart : IPart
{
    public string Name => "micro";

    public string Title => "Micro-benchmarks: what a batch costs beside HTTP";

    public Task RunAsync(Report report, Effort effort)
    {
        // In this process: the usual way builds a project for every run, which takes longer than the measuring.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance).AddColumnProvider(DefaultColumnProviders.Instance).WithArtifactsPath(
                Path.Combine(Repository.Scratch, "micro"));
        var summary = BenchmarkRunner.Run<HotPath>(config);
        BenchException.ThrowIf(
            summary.Reports.Length == 0 || summary.HasCriticalValidationErrors,
            $"BenchmarkDotNet measured nothing: {string.Join("; ", summary.ValidationErrors.Select(static e => e.Message))}");
        report.Say($"BenchmarkDotNet {typeof(BenchmarkRunner).Assembly.GetName().Version?.ToString(3)}, a short job in one process.");
        report.Table(
            ["per batch", "mean", "± standard error", "allocated"],
            summary.Reports.Select(static r => new[]
            {
                r.BenchmarkCase.Descriptor.WorkloadMethod.Name, $"{r.ResultStatistics?.Mean:N0} ns",
                $"{r.ResultStatistics?.StandardError:N0} ns",
                $"{r.GcStats.GetBytesAllocatedPerOperation(r.BenchmarkCase):N0} B",
            }));
        return Task.CompletedTask;
    }
}
