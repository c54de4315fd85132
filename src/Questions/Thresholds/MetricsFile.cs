using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Thresholds;

/// <summary>Reads metrics from the files that runs leave behind.</summary>
internal static class MetricsFile
{
    /// <summary>The rows of a <c>.run.json</c> file, or those that the results of a results file come to.</summary>
    /// <param name="path">Either file; beside a results file its <c>.run.json</c> is read for window and verdict, where there is
    /// one.</param>
    /// <param name="warn">Receives warnings about missing results, one sentence each; null to drop them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchPerfException">The file cannot be read, or is something else.</exception>
    public static IReadOnlyList<BatchMetrics> Read(string path, Action<string>? warn = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return RunJson.IsNamed(path) ? RunJson.Read(path).Metrics : ResultFile.Read(path, warn, cancellationToken).Rows;
    }

    /// <summary>Reads the rows and windows of a file for thresholds; a results file is read again for its windows.</summary>
    /// <param name="path">Either file.</param>
    /// <param name="warn">Receives warnings about missing results, one sentence each; null to drop them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchPerfException">The file cannot be read, or is something else.</exception>
    public static ThresholdSubject Subject(string path, Action<string>? warn = null, CancellationToken cancellationToken = default)
    {
        if (RunJson.IsNamed(path))
        {
            var run = RunJson.Read(path);
            var subject = StoredRuns.AsStored(run) is BatchRun known ? ThresholdSubject.Of(known) : ThresholdSubject.Of(run.Metrics);
            return subject with { Run = run };
        }

        var file = ResultFile.Read(path, warn, cancellationToken);
        return new ThresholdSubject(file.Rows, width => Windows(path, width, cancellationToken)) { Run = file.Run };
    }

    /// <summary>A run in memory whose results lie in a file: windows that its own intervals do not add up to are made of these.</summary>
    /// <param name="run">The run, ended.</param>
    /// <param name="resultPath">Its results file, complete.</param>
    public static ThresholdSubject Subject(BatchRun run, string resultPath)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ThresholdSubject(
            run.Metrics,
            width => ThresholdSubject.AddUp(width, run) ? ThresholdSubject.WindowsOf(run, width) : Windows(resultPath, width, run));
    }

    private static IEnumerable<BatchIntervalMetrics> Windows(string path, TimeSpan width, BatchRun run)
    {
        var timeline = new MeasuredTimeline(width);
        timeline.Note(run.RunId, run.StartedAt, run.MeasuredFrom, run.MeasuredTo);
        foreach (var result in new ResultCsvReader(path).Read())
        {
            timeline.Record(result);
        }

        return timeline.Windows();
    }

    private static IEnumerable<BatchIntervalMetrics> Windows(string path, TimeSpan width, CancellationToken cancellationToken)
    {
        var timeline = new MeasuredTimeline(width);
        if (RunJson.ReadBeside(path) is { } run)
        {
            timeline.Note(run.RunId, run.StartedAt, run.MeasuredFrom, run.MeasuredTo);
        }

        foreach (var result in new ResultCsvReader(path).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Record(result);
        }

        return timeline.Windows();
    }
}
