using System.Globalization;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// Settings of metrics in OpenTelemetry's environment variables; the exporter's options read some of those for all signals by themselves
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/ and
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
/// </summary>
/// <param name="variable">Finds environment variables.</param>
internal sealed class OtlpVariables(Func<string, string?> variable)
{
    /// <summary>Switches OpenTelemetry off in a process, and so every export.</summary>
    public const string SdkDisabled = "OTEL_SDK_DISABLED";

    /// <summary>Time between exports without OTEL_METRIC_EXPORT_INTERVAL, whose own default is longer than many runs.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);

    private const string ForAll = "OTEL_EXPORTER_OTLP_";
    private const string ForMetrics = "OTEL_EXPORTER_OTLP_METRICS_";
    private const int UsualTimeoutMilliseconds = 10_000;
    private const int UsualExportTimeoutMilliseconds = 30_000;

    /// <summary>True where OpenTelemetry is switched off.</summary>
    public bool IsOff => string.Equals(Find(SdkDisabled), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Temporality of sums: counted from the start of the run, or from the export before.</summary>
    /// <exception cref="BatchPerfException">OtlpVariableInvalid.</exception>
    public MetricReaderTemporalityPreference Temporality => Choice(
        (ForMetrics + "TEMPORALITY_PREFERENCE", Find(ForMetrics + "TEMPORALITY_PREFERENCE")),
        ("cumulative", MetricReaderTemporalityPreference.Cumulative),
        ("delta", MetricReaderTemporalityPreference.Delta),
        ("lowmemory", MetricReaderTemporalityPreference.LowMemory));

    /// <summary>True for histograms whose buckets follow from the times, false for the bounds of the instruments.</summary>
    /// <exception cref="BatchPerfException">OtlpVariableInvalid.</exception>
    public bool ExponentialHistograms => Choice(
        (ForMetrics + "DEFAULT_HISTOGRAM_AGGREGATION", Find(ForMetrics + "DEFAULT_HISTOGRAM_AGGREGATION")),
        ("explicit_bucket_histogram", false),
        ("base2_exponential_bucket_histogram", true));

    /// <summary>Finds the variable for metrics, or else the one for all signals.</summary>
    /// <param name="ending">The end of its name, such as <c>CERTIFICATE</c>.</param>
    /// <returns>The name and the value of the one that holds; the value is null where neither is set.</returns>
    public (string Name, string? Value) Either(string ending) => Find(ForMetrics + ending) is { } value
        ? (ForMetrics + ending, value)
        : (ForAll + ending, Find(ForAll + ending));

    /// <summary>Headers, time limit and compression.</summary>
    /// <exception cref="BatchPerfException">OtlpVariableInvalid.</exception>
    public void Apply(OtlpExporterOptions options)
    {
        if (Find(ForMetrics + "HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        // The exporter takes a limit that is not above 0 as it is, and then fails with words about something else.
        options.TimeoutMilliseconds = Milliseconds(ForMetrics + "TIMEOUT")
            ?? (options.TimeoutMilliseconds > 0 ? options.TimeoutMilliseconds : UsualTimeoutMilliseconds);
        options.Compression = Choice(
            Either("COMPRESSION"),
            ("none", OtlpExportCompression.None),
            ("gzip", OtlpExportCompression.GZip));
    }

    /// <summary>
    /// Makes the reader that exports at the interval of OTEL_METRIC_EXPORT_INTERVAL, each time within OTEL_METRIC_EXPORT_TIMEOUT.
    /// </summary>
    /// <exception cref="BatchPerfException">OtlpVariableInvalid.</exception>
    public PeriodicExportingMetricReader Reader(CountedExporter exporter)
    {
        var temporality = Temporality;
        return new PeriodicExportingMetricReader(
            exporter,
            Milliseconds("OTEL_METRIC_EXPORT_INTERVAL") ?? (int)UsualInterval.TotalMilliseconds,
            Milliseconds("OTEL_METRIC_EXPORT_TIMEOUT") ?? UsualExportTimeoutMilliseconds)
        {
            TemporalityPreference = temporality,
        };
    }

    /// <summary>One of a few words; the first of them where the variable is not set.</summary>
    private static T Choice<T>((string Name, string? Value) given, params (string Word, T Meaning)[] known)
    {
        if (given.Value is not { } value)
        {
            return known[0].Meaning;
        }

        foreach (var (word, meaning) in known)
        {
            if (string.Equals(word, value, StringComparison.OrdinalIgnoreCase))
            {
                return meaning;
            }
        }

        throw new BatchPerfException(
            "OtlpVariableInvalid",
            ProblemKind.InvalidInput,
            $"{given.Name} is '{PlainText.Line(value)}', which {new OptionKey("OtlpEndpoint")} cannot do.",
            $"Set it to {string.Join(" or ", known.Select(static k => k.Word))}, or leave it out.");
    }

    /// <summary>A time above 0, ms; null for any other text, as the specification has it of values that cannot be used.</summary>
    private int? Milliseconds(string name) =>
        int.TryParse(Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : null;

    private string? Find(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
