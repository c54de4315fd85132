using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Telemetry.Instruments;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>Hands the results of a run to its meter.</summary>
internal sealed class DurationSink(RunMeter meter) : IResultSink
{
    public void Write(BatchResult result) => meter.Record(result);

    public void Flush()
    {
        // the exporter has a pace of its own
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
