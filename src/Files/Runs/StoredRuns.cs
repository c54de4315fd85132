using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// Makes runs that answer as runs in memory do, from stored data: from the parts that a run's file keeps, or, as far as they tell, from its
/// figures alone.
/// </summary>
internal static class StoredRuns
{
    private static readonly ClientEnvironment Unknown =
        new() { ToolVersion = "", Runtime = "", OperatingSystem = "", ProcessorCount = 0, MachineName = "", ServerGc = false };

    /// <summary>A stored run as a run in memory where its file keeps enough; the document itself where it does not.</summary>
    /// <exception cref="BatchPerfException"><c>RunFileInvalid</c>: the stored parts are damaged.</exception>
    public static object AsStored(RunDocument document) => document.Parts is null ? document : Of(document);

    /// <summary>A stored run as a run in memory. Without kept parts its intervals tell counts and no times.</summary>
    /// <exception cref="BatchPerfException"><c>RunFileInvalid</c>: the stored parts are damaged.</exception>
    public static StoredRun Of(RunDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            return document.Parts is { } text && ArchivedParts.FromText(text) is var parts
                ? new StoredRun(WithEnvironment(parts.Complete(document)), parts)
                : Of(document, intervalSeconds: 0, [.. document.Metrics.Select(NameOf).OfType<NameSnapshot>()]);
        }
        catch (FormatException exception)
        {
            throw new BatchPerfException(
                "RunFileInvalid",
                ProblemKind.InvalidInput,
                $"The histograms in the file of run {document.RunId} cannot be read: {exception.Message.TrimEnd('.')}.",
                "Give a .run.json file as this program wrote it.",
                exception);
        }
    }

    /// <summary>A stored run whose times are known from elsewhere.</summary>
    /// <param name="document">The run; its intervals have their times.</param>
    /// <param name="intervalSeconds">Width of the intervals in seconds; 0 where their times are not known.</param>
    /// <param name="names">Snapshots of all request names of the run.</param>
    public static StoredRun Of(RunDocument document, int intervalSeconds, IReadOnlyList<NameSnapshot> names) =>
        new(WithEnvironment(document), new RunMemory
        {
            Thresholds = document.Verdict.Thresholds,
            Elapsed = (document.EndedAt ?? document.MeasuredTo ?? document.StartedAt) - document.StartedAt,
            IntervalSeconds = intervalSeconds,
            Names = names,
        });

    /// <summary>A run as it stands: one in memory makes its figures anew each time that it is asked.</summary>
    public static StoredRun Of(BatchRun run) =>
        run as StoredRun ?? Of(run.ToDocument(), run.IntervalSeconds, run.GetNameSnapshots());

    private static RunDocument WithEnvironment(RunDocument run) => run.Environment is null ? run with { Environment = Unknown } : run;

    /// <summary>The measured window, which is all that rows know of a request name.</summary>
    private static NameSnapshot? NameOf(BatchMetrics row)
    {
        if (row.Name == BatchMetrics.AggregatedName)
        {
            return null;
        }

        var snapshot = new NameSnapshot(new RequestName(row.Name, row.Method ?? RequestName.Post), row.TestType ?? TestType.BatchVolume);
        snapshot.AddRequests(row.Requests, row.OperationsCommitted, row.RequestBytes, row.ResponseBytes);
        snapshot.AddFailures(kind => (long)(MetricTable.All.First(m => m.Kind == kind).Read(row) ?? 0));
        snapshot.AddTimes(Times(row.ResponseTimeHistogram), Times(row.FailureTimeHistogram));
        snapshot.AddShortest(row.Requests - row.Failures - row.Censored, Micros(row.MinMs));
        return snapshot;
    }

    private static long? Micros(double? ms) => ms is { } known ? (long)Math.Round(known * LatencyFigures.MicrosPerMs) : null;

    private static LatencyHistogram Times(string? text) =>
        text is null ? new LatencyHistogram() : LatencyHistogram.FromBase64(text);
}
