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
        return RunJson.IsNamed(path) ? RunJson.Read(path).Metrics : ResultFile.Read(path, cancellationToken).Rows;
    }
}
