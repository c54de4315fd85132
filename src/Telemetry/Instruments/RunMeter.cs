using System.Diagnostics.Metrics;

namespace EdFi.BatchPerf.Telemetry.Instruments;

/// <summary>
/// A run as a meter: counts that the run keeps anyway are read at each export, and only times are recorded request by request, by one
/// thread at a time that is no worker.
/// </summary>
internal sealed class RunMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "EdFi.BatchPerf";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;
    private readonly HttpTags _tags;
    private BatchRun? _run;

    /// <param name="server">The server's base URL.</param>
    /// <param name="isOpen">True for an open loop, which has a schedule.</param>
    public RunMeter(Uri server, bool isOpen)
    {
        _meter = new Meter(new MeterOptions(Name) { Version = new ClientEnvironment().ToolVersion, Scope = this });
        _tags = new HttpTags(server);
        _duration = Times(InstrumentTable.RequestDuration);
        _lag = Times(InstrumentTable.ScheduleLag);
        IsOpen = isOpen;
        Counter(InstrumentTable.Batches, static run => run.Totals is var totals
            ? [("succeeded", totals.Succeeded), ("failed", totals.Failed), ("canceled", totals.Canceled)]
            : []);
        Counter(InstrumentTable.Operations, static run => run.Totals is var totals
            ?
            [
                ("committed", totals.OperationsCommitted), ("rolled_back", totals.OperationsRolledBack),
                ("failed", totals.OperationsFailed), ("not_attempted", totals.OperationsNotAttempted),
                ("unknown", totals.OperationsUnknown),
            ]
            : []);
        Counter(InstrumentTable.Arrivals, static run => run.OnTimeArrivals is { } onTime
            ? [("on_time", onTime), ("late", run.LateArrivals ?? 0), ("dropped", run.DroppedArrivals ?? 0)]
            : []);
        Counter(InstrumentTable.Retries, static run => [(null, run.Retries)]);
        Level(InstrumentTable.Clients, static run => run.Clients);
        Level(InstrumentTable.InFlight, static run => run.InFlight);
    }

    /// <summary>True while an exporter listens to the meter.</summary>
    public bool IsHeard => _duration.Enabled;

    private bool IsOpen { get; }

    /// <summary>Sets the run whose counts are read.</summary>
    public void Attach(BatchRun run) => Volatile.Write(ref _run, run);

    /// <summary>Records the times of a batch; an attempt for which there was no token is no request.</summary>
    public void Record(BatchResult result)
    {
        if (result.Attempts is { } attempts)
        {
            foreach (var attempt in attempts)
            {
                if (attempt.HadNoToken)
                {
                    continue;
                }

                var tags = _tags.Of(result.Name, result.Method, attempt.StatusCode, attempt.ErrorKind);
                _duration.Record(attempt.ServiceTimeMs / 1000, tags);
            }
        }
        else if (!result.HadNoToken)
        {
            _duration.Record(result.ServiceTimeMs / 1000, _tags.Of(result.Name, result.Method, result.StatusCode, result.ErrorKind));
        }

        if (IsOpen)
        {
            _lag.Record((result.ResponseTimeMs - result.ServiceTimeMs) / 1000);
        }
    }

    public void Dispose() => _meter.Dispose();

    private Histogram<double> Times(InstrumentRow row) => _meter.CreateHistogram(
        row.Name,
        row.Unit,
        row.Description,
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = row.Bounds });

    private void Counter(InstrumentRow row, Func<BatchRun, IReadOnlyList<(string? Of, long Count)>> read) => _meter.CreateObservableCounter(
        row.Name,
        () => Volatile.Read(ref _run) is { } run
            ? read(run).Select(part => part.Of is { } of
                ? new Measurement<long>(part.Count, new KeyValuePair<string, object?>(row.Attributes[0], of))
                : new Measurement<long>(part.Count))
            : [],
        row.Unit,
        row.Description);

    private void Level(InstrumentRow row, Func<BatchRun, long> read) => _meter.CreateObservableUpDownCounter(
        row.Name,
        () => Volatile.Read(ref _run) is { } run ? [new Measurement<long>(read(run))] : Enumerable.Empty<Measurement<long>>(),
        row.Unit,
        row.Description);
}
