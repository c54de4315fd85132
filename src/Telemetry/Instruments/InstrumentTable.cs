namespace EdFi.BatchPerf.Telemetry.Instruments;

/// <summary>
/// Every series of a run's meter, a row each. The first is of OpenTelemetry's semantic conventions for HTTP clients, stable since 1.23
/// (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpclientrequestduration); the others are this tool's own.
/// </summary>
internal static class InstrumentTable
{
    public static InstrumentRow RequestDuration { get; } = new(
        "http.client.request.duration",
        "s",
        "Duration of HTTP client requests: each attempt of a batch, from its real start.",
        HttpTags.Method,
        HttpTags.Address,
        HttpTags.Port,
        HttpTags.Status,
        HttpTags.ErrorType,
        HttpTags.RequestName)
    {
        Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10], // as the conventions advise
    };

    public static InstrumentRow ScheduleLag { get; } = new(
        "edfi.load.schedule.lag",
        "s",
        "Time from the moment a batch was due to its real start; open loops only.")
    {
        Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], // a good one is below 5 ms
    };

    public static InstrumentRow Batches { get; } = new(
        "edfi.load.batches",
        "{batch}",
        "Batches that ended.",
        "edfi.batch.outcome");

    public static InstrumentRow Operations { get; } = new(
        "edfi.load.operations",
        "{operation}",
        "Operations by what became of them.",
        "edfi.operation.outcome");

    public static InstrumentRow Clients { get; } = new("edfi.load.clients", "{client}", "Clients at work.");

    public static InstrumentRow InFlight { get; } = new("edfi.load.in_flight", "{batch}", "Batches sent and not yet answered.");

    public static InstrumentRow Arrivals { get; } = new(
        "edfi.load.arrivals",
        "{batch}",
        "Arrivals by what became of them: a client was free, they had to wait for one, they were never sent; open loops only.",
        "edfi.arrival.state");

    public static InstrumentRow Retries { get; } = new("edfi.load.retries", "{attempt}", "Attempts beyond the first.");

    /// <summary>All rows.</summary>
    public static IReadOnlyList<InstrumentRow> All { get; } =
        [RequestDuration, ScheduleLag, Batches, Operations, Clients, InFlight, Arrivals, Retries];
}
