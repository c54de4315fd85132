using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>OpenTelemetry's exporter, which also counts the exports that failed: by itself it does not report them.</summary>
internal sealed class CountedExporter(OtlpExporterOptions options) : OtlpMetricExporter(options)
{
    private long _exports;
    private long _failed;

    /// <summary>Exports tried so far.</summary>
    public long Exports => Volatile.Read(ref _exports);

    /// <summary>Exports that failed or have not ended.</summary>
    public long Failed => Volatile.Read(ref _failed);

    public override ExportResult Export(in Batch<Metric> metrics)
    {
        Interlocked.Increment(ref _exports);
        Interlocked.Increment(ref _failed);
        var result = base.Export(metrics);
        if (result == ExportResult.Success)
        {
            Interlocked.Decrement(ref _failed);
        }

        return result;
    }
}
