using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Telemetry.Export;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The export of one run's figures; its own class, so that a load without one does not load the telemetry room.</summary>
internal sealed class LoadExport(RunTelemetry telemetry) : IAsyncDisposable
{
    /// <summary>Takes the run's results.</summary>
    public IResultSink Sink => telemetry.Sink;

    /// <inheritdoc cref="RunTelemetry.Attach"/>
    public void Attach(BatchRun run) => telemetry.Attach(run);

    /// <inheritdoc cref="RunTelemetry.EndAsync"/>
    public Task<string?> EndAsync(CancellationToken stop) => telemetry.EndAsync(stop);

    public ValueTask DisposeAsync() => telemetry.DisposeAsync();
}
