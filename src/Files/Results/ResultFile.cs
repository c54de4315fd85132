using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>A results file read through once: the figures of its results, and the run that they belong to.</summary>
internal sealed class ResultFile
{
    private readonly RunPart? _part;

    private ResultFile(RunDocument? run)
    {
        Run = run;
        _part = run is null ? null : new RunPart(run.StartedAt.UtcTicks);
        Metrics.MeasuredSince = run?.MeasuredFrom;
        Metrics.MeasuredUntil = run?.MeasuredTo;
    }

    /// <summary>Counts and times of all results.</summary>
    public MetricsAccumulator Metrics { get; } = new(stripes: 1);

    /// <summary>
    /// The run of all results, from the <c>.run.json</c> beside them; null where there is none, or it is another run's, or results of
    /// another part of it (it was resumed) are among them.
    /// </summary>
    public RunDocument? Run { get; private set; }

    /// <summary>Time at which the first batch was due.</summary>
    public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>Time at which the last batch ended.</summary>
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Rows of metrics; their verdict is the run's.</summary>
    public IReadOnlyList<BatchMetrics> Rows => Metrics.Snapshot(verdict: Run?.Verdict.Verdict ?? RunVerdict.NotKnown);

    /// <exception cref="BatchPerfException">The file, or the run's file beside it, cannot be read or is something else.</exception>
    public static ResultFile Read(string path, Action<string>? warn, CancellationToken cancellationToken)
    {
        var file = new ResultFile(RunJson.ReadBeside(path));
        var reader = new ResultCsvReader(path);
        foreach (var result in reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Take(result);
        }

        reader.Warn(file.Run, warn);
        return file;
    }

    /// <summary>Reads each run in the file by itself, in the order of their first results.</summary>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyDictionary<string, ResultFile> ReadRuns(string path, Action<string>? warn, CancellationToken cancellationToken)
    {
        var document = RunJson.ReadBeside(path);
        var runs = new Dictionary<string, ResultFile>(StringComparer.Ordinal);
        var reader = new ResultCsvReader(path);
        foreach (var result in reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!runs.TryGetValue(result.RunId, out var run))
            {
                var own = string.Equals(document?.RunId, result.RunId, StringComparison.Ordinal);
                runs.Add(result.RunId, run = new ResultFile(own ? document : null));
            }

            run.Take(result);
        }

        reader.Warn(runs.Count == 1 ? runs.Values.Single().Run : null, warn);
        return runs;
    }

    private void Take(BatchResult result)
    {
        if (Run is not null && !(string.Equals(result.RunId, Run.RunId, StringComparison.Ordinal) && _part!.Holds(result)))
        {
            // Window and verdict are another run's, or those of one part.
            Run = null;
            Metrics.MeasuredSince = Metrics.MeasuredUntil = null;
        }

        var end = result.StartedAt.AddMilliseconds(result.ServiceTimeMs);
        First = result.ScheduledAt < First ? result.ScheduledAt : First;
        Last = end > Last ? end : Last;
        Metrics.Record(result);
    }
}
