using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>A stored run with the results beside it, which hold data that its file does not: times over time, by request name.</summary>
internal static class ResultRun
{
    /// <summary>The results file beside a run's own file; null where there is none, or one of another run.</summary>
    public static string? Beside(string runPath, string runId)
    {
        var results = runPath.EndsWith(RunJson.Extension, StringComparison.OrdinalIgnoreCase)
            ? runPath[..^RunJson.Extension.Length] + ".csv"
            : "";
        try
        {
            return File.Exists(results) && new ResultCsvReader(results).Read().FirstOrDefault()?.RunId == runId ? results : null;
        }
        catch (BatchPerfException)
        {
            return null; // what cannot be read adds nothing to the run
        }
    }

    /// <summary>The run as a run in memory.</summary>
    /// <param name="document">The run as it was read from its file.</param>
    /// <param name="results">Its results file; null for none.</param>
    /// <param name="warn">Receives warnings about missing results, one sentence each; null to drop them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchPerfException"><c>RunFileInvalid</c>; those of <see cref="ResultCsvReader.Read"/>.</exception>
    public static StoredRun Read(
        RunDocument document,
        string? results,
        Action<string>? warn = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Parts is not null || results is null)
        {
            return StoredRuns.Of(document);
        }

        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        var metrics = new MetricsAccumulator(stripes: 1);
        var reader = new ResultCsvReader(results);
        foreach (var result in reader.Read().Where(result => string.Equals(result.RunId, document.RunId, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Record(result);
            metrics.Record(result);
        }

        reader.Warn(document, warn);
        if (reader.Count < document.Totals.Batches)
        {
            return StoredRuns.Of(document); // what lacks results is not what the run did over time
        }

        var points = timeline.Points(document.RunId, document.StartedAt);
        var width = (int)Math.Round(timeline.Widened.GetValueOrDefault(document.RunId, 1));
        return StoredRuns.Of(
            document with { Intervals = [.. points.Select(point => WithClients(point, document.Intervals))] },
            width,
            metrics.NameSnapshots());
    }

    /// <summary>Results do not tell how many clients there were; the run's own intervals do.</summary>
    private static IntervalPoint WithClients(IntervalPoint point, IReadOnlyList<IntervalPoint> known)
    {
        var middle = point.StartSeconds + (point.WidthSeconds / 2);
        var own = known.FirstOrDefault(p => middle < p.StartSeconds + p.WidthSeconds);
        return point with { Clients = own?.Clients ?? 0, InFlight = own?.InFlight ?? 0 };
    }
}
