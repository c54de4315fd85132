using System.Runtime.Loader;
using EdFi.BatchPerf.Telemetry.Instruments;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// Makes sure that OpenTelemetry hears this room's meter. Both need one System.Diagnostics.DiagnosticSource: with two copies in the process
/// an exporter would send nothing, and say nothing.
/// </summary>
internal static class MeterHearing
{
    /// <exception cref="BatchPerfException">OtlpNotPossible.</exception>
    public static void Require() => Require(static () => Sdk.CreateMeterProviderBuilder()
        .AddMeter(RunMeter.Name)
        .AddReader(new BaseExportingMetricReader(new NoExporter()))
        .Build());

    /// <param name="listen">Begins to listen to meters of that name, until it is disposed.</param>
    /// <exception cref="BatchPerfException">OtlpNotPossible.</exception>
    internal static void Require(Func<IDisposable?> listen)
    {
        using var meter = new RunMeter(new Uri("http://127.0.0.1/"), isOpen: false);
        using var listener = listen();
        if (!meter.IsHeard)
        {
            var source = typeof(System.Diagnostics.Metrics.Meter).Assembly;
            throw new BatchPerfException(
                "OtlpNotPossible",
                ProblemKind.InvalidInput,
                $"{new OptionKey("OtlpEndpoint")} would send nothing from this process: OpenTelemetry does not hear the run's meter, which "
                    + $"is of {source.GetName().Name} {source.GetName().Version} in the load context "
                    + $"{AssemblyLoadContext.GetLoadContext(source)?.Name}.",
                "Use PowerShell 7.6 in a new session, or the console program edfi-batchperf; or leave "
                    + $"{new OptionKey("OtlpEndpoint")} out.");
        }
    }

    private sealed class NoExporter : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
