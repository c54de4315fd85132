using System.Globalization;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// What OpenTelemetry's environment variables say of metrics; the exporter's options read those for all signals by themselves
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/ and
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
/// </summary>
/// <param name="variable">Finds environment variables.</param>
internal sealed class OtlpVariables(Func<string, string?> variable)
{
    /// <summary>How often metrics are exported without OTEL_METRIC_EXPORT_INTERVAL, whose own default is longer than many runs.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);

    private const int UsualTimeoutMilliseconds = 10_000;
    private const int UsualExportTimeoutMilliseconds = 30_000;

    /// <summary>Headers, time limit and compression for metrics, where they differ from those for all signals.</summary>
    public void Apply(OtlpExporterOptions options)
    {
        if (Find("OTEL_EXPORTER_OTLP_METRICS_HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        // The exporter takes a limit that is not above 0 as it is, and then fails with words about something else.
        options.TimeoutMilliseconds = Milliseconds("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT")
            ?? (options.TimeoutMilliseconds > 0 ? options.TimeoutMilliseconds : UsualTimeoutMilliseconds);
    }

    /// <summary>How often, and how long each export may take, by OTEL_METRIC_EXPORT_INTERVAL and OTEL_METRIC_EXPORT_TIMEOUT.</summary>
    public PeriodicExportingMetricReader Reader(CountedExporter exporter)
    {
        return new PeriodicExportingMetricReader(
            exporter,
            Milliseconds("OTEL_METRIC_EXPORT_INTERVAL") ?? (int)UsualInterval.TotalMilliseconds,
            Milliseconds("OTEL_METRIC_EXPORT_TIMEOUT") ?? UsualExportTimeoutMilliseconds)
        {
            TemporalityPreference = string.Equals(
                Find("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE"),
                "delta",
                StringComparison.OrdinalIgnoreCase)
                ? MetricReaderTemporalityPreference.Delta
                : MetricReaderTemporalityPreference.Cumulative,
        };
    }

    /// <summary>A time above 0; null for what is none, as the specification has it of values that cannot be used.</summary>
    private int? Milliseconds(string name) =>
        int.TryParse(Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : null;

    private string? Find(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
