using System.Diagnostics.Metrics;
using System.Globalization;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Telemetry.Instruments;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>Exports a run's figures while it lasts, and once more at its end. A collector that is away costs the load nothing.</summary>
internal sealed class RunTelemetry : IAsyncDisposable
{
    /// <summary>Most time for the last export.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Most time for the last export once the operator stops the job.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(0.5);

    private readonly OtlpTarget _target;
    private readonly OtlpHandler _handler;
    private readonly CountedExporter _exporter;
    private readonly RunMeter _meter;
    private readonly MeterProvider _provider;
    private readonly TimeProvider _time;
    private bool _ended;

    private RunTelemetry(OtlpTarget target, RunPlan plan, Uri server, string runId, Func<string, string?> variable, TimeProvider time)
    {
        (_target, _time) = (target, time);
        var variables = new OtlpVariables(variable);
        _handler = new OtlpHandler(target, OtlpCertificates.Read(target, variables));
        var options = new OtlpExporterOptions
        {
            Endpoint = target.Endpoint,
            Protocol = target.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
        };
        variables.Apply(options);
        options.HttpClientFactory = () => new HttpClient(_handler, disposeHandler: false)
        {
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds),
        };
        _exporter = ExporterOf(options);
        _meter = new RunMeter(server, plan.IsOpen);
        Sink = new DurationSink(_meter);
        var meter = _meter;
        var exponential = variables.ExponentialHistograms;
        _provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty()
                .AddService("edfi-batchperf", serviceVersion: new ClientEnvironment().ToolVersion, serviceInstanceId: runId)
                .AddAttributes([new KeyValuePair<string, object>("edfi.run.id", runId)])
                .AddTelemetrySdk()
                .AddEnvironmentVariableDetector()) // last, so that the operator's words hold
            .AddMeter(RunMeter.Name)
            .AddView(instrument => instrument.Meter.Scope != meter ? MetricStreamConfiguration.Drop // another run's in this process
                : exponential && instrument is Histogram<double> ? new Base2ExponentialBucketHistogramConfiguration()
                : null)
            .AddReader(variables.Reader(_exporter))
            .Build();
    }

    /// <summary>Takes the run's results.</summary>
    public IResultSink Sink { get; }

    /// <summary>Why OpenTelemetry is switched off in this process, for the operator; null where it is not.</summary>
    /// <param name="variable">Finds environment variables.</param>
    public static string? WhyOff(Func<string, string?> variable) => new OtlpVariables(variable).IsOff
        ? $"{OtlpVariables.SdkDisabled} is true, which switches OpenTelemetry off: the load goes on, and {new OptionKey("OtlpEndpoint")} "
            + "exports nothing of it. Remove the variable to export."
        : null;

    /// <summary>
    /// Makes sure that metrics can be exported from this process, in which OpenTelemetry is not switched off; to be asked before anything
    /// is sent.
    /// </summary>
    /// <param name="target">Where to.</param>
    /// <param name="variable">Finds environment variables.</param>
    /// <exception cref="BatchPerfException">
    /// OtlpNotPossible, OtlpHeadersInvalid, OtlpVariableInvalid, OtlpCertificateInvalid.
    /// </exception>
    public static void RequirePossible(OtlpTarget target, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(target);
        MeterHearing.Require();
        var variables = new OtlpVariables(variable);
        // the usual factory would read certificates from the process's variables, also for a target that has none
        var options = new OtlpExporterOptions { HttpClientFactory = static () => new HttpClient() };
        variables.Apply(options);
        _ = (variables.Temporality, variables.ExponentialHistograms);
        using var certificates = OtlpCertificates.Read(target, variables);
        ExporterOf(options).Dispose();
    }

    /// <summary>Begins to export; nothing is known of the run until <see cref="Attach"/>.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="plan">The run's plan.</param>
    /// <param name="server">The loaded server's base URL.</param>
    /// <param name="runId">The run's id, the instance of the service.</param>
    /// <param name="variable">Finds environment variables; this process's where it is null.</param>
    /// <param name="time">Bounds the last export.</param>
    public static RunTelemetry Open(
        OtlpTarget target,
        RunPlan plan,
        Uri server,
        string runId,
        Func<string, string?>? variable = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(plan);
        return new RunTelemetry(target, plan, server, runId, variable ?? Environment.GetEnvironmentVariable, time ?? TimeProvider.System);
    }

    /// <summary>Sets the run whose counts are exported.</summary>
    public void Attach(BatchRun run) => _meter.Attach(run);

    /// <summary>Exports the run's last figures, for two seconds at most, or for half a second once the operator stops the job.</summary>
    /// <param name="stop">Fires when the operator wants the job to end.</param>
    /// <returns>
    /// A text for the operator on exports that could not be sent, and why, and on what the collector did not take; null where it took all.
    /// </returns>
    public async Task<string?> EndAsync(CancellationToken stop)
    {
        _ended = true;
        using var patience = new CancellationTokenSource(Patience, _time);
        await using var hurried = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAfter(Hurry), patience);
        var last = Task.Run(Close, CancellationToken.None);
        try
        {
            await last.WaitAsync(patience.Token);
            return Problems(_handler.Problem ?? "it did not take them");
        }
        catch (OperationCanceledException)
        {
            _handler.GiveUp(); // its thread ends by itself
            return Problems(_handler.Problem ?? "it did not answer in time");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            _handler.GiveUp();
            _ = Task.Run(Close); // no run began, so there is nothing to export
        }

        return ValueTask.CompletedTask;
    }

    private static CountedExporter ExporterOf(OtlpExporterOptions options)
    {
        try
        {
            return new CountedExporter(options);
        }
        catch (ArgumentException)
        {
            // Its message may quote them.
            throw new BatchPerfException(
                "OtlpHeadersInvalid",
                ProblemKind.InvalidInput,
                "OTEL_EXPORTER_OTLP_HEADERS, or OTEL_EXPORTER_OTLP_METRICS_HEADERS, cannot be read; it is not shown, since it may hold a "
                    + $"secret. {new OptionKey("OtlpEndpoint")} sends these headers.",
                "Write them like name1=value1,name2=value2, with special characters as in URLs (%20).");
        }
    }

    private void Close()
    {
        _provider.Shutdown((int)Patience.TotalMilliseconds);
        _provider.Dispose();
        _meter.Dispose();
        _handler.Dispose();
    }

    private string? Problems(string why)
    {
        var found = new[] { Unsent(why), _handler.Partial is { } partial ? Untaken(partial) : null }.OfType<string>().ToList();
        return found.Count == 0 ? null : string.Join(' ', found);
    }

    private string Untaken(PartialSuccess partial)
    {
        var message = partial.Message.Length == 0 ? "." : $": {partial.Message}";
        if (partial.Rejected == 0)
        {
            return $"The collector at {_target} warns of the exports that it took{message}";
        }

        var points = partial.Rejected == 1 ? "data point" : "data points";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The collector at {_target} took {partial.Exports:#,0} of {_exporter.Exports:#,0} exports of metrics only in part: it "
                + $"rejected {partial.Rejected:#,0} {points}{message}");
    }

    private string? Unsent(string why)
    {
        var (failed, exports) = (_exporter.Failed, _exporter.Exports);
        return failed == 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"{failed:#,0} of {exports:#,0} exports of metrics to {_target} failed: ")
                + $"{why}. The load was not held up. Check that a collector listens there and speaks "
                + $"{(_target.IsGrpc ? "grpc" : "http/protobuf")} (OTEL_EXPORTER_OTLP_PROTOCOL).";
    }
}
