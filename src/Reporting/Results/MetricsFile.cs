using EdFi.BatchPerf.Metrics;
using EdFi.BatchPerf.Reporting.Runs;

namespace EdFi.BatchPerf.Reporting.Results;

/// <summary>Reads metrics from the files that runs leave behind.</summary>
public static class MetricsFile
{
    /// <summary>The rows of a <c>.run.json</c> file, or those that the results of a results file come to.</summary>
    /// <param name="path">Either file; beside a results file its <c>.run.json</c> is read for window and verdict, where there is one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchPerfException">The file cannot be read, or is something else.</exception>
    public static IReadOnlyList<BatchMetrics> Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? RunJson.Read(path).Metrics : OfResults(path, cancellationToken);
    }

    private static IReadOnlyList<BatchMetrics> OfResults(string path, CancellationToken cancellationToken)
    {
        var beside = RunJson.PathBeside(path);
        var run = File.Exists(beside) ? RunJson.Read(beside) : null;
        var metrics = new MetricsAccumulator(stripes: 1) { MeasuredSince = run?.MeasuredFrom, MeasuredUntil = run?.MeasuredTo };
        var strangers = false;
        foreach (var result in new ResultCsvReader(path).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            strangers |= !string.Equals(result.RunId, run?.RunId, StringComparison.Ordinal);
            metrics.Record(result);
        }

        if (strangers)
        {
            // Window and verdict are another run's.
            metrics.MeasuredSince = null;
        }

        return metrics.Snapshot(verdict: strangers || run is null ? RunVerdict.NotKnown : run.Verdict.Verdict);
    }
}
