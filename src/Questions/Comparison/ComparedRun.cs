using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>A run as one sample of a comparison.</summary>
internal sealed class ComparedRun
{
    private const double Tolerance = 0.1;
    private readonly Func<IReadOnlyList<IntervalPoint>> _intervals;

    private ComparedRun(RunDocument document, Func<IReadOnlyList<IntervalPoint>> intervals)
    {
        Document = document;
        _intervals = intervals;
    }

    internal RunDocument Document { get; }

    internal string RunId => Document.RunId;

    /// <summary>Request names and methods.</summary>
    internal IEnumerable<RequestName> Requests => Document.Metrics.Select(RequestOf).OfType<RequestName>();

    /// <summary>The row of one request name and method; of all requests for null.</summary>
    internal BatchMetrics? Row(RequestName? request) => Document.Metrics.FirstOrDefault(m => RequestOf(m) == request);

    private static RequestName? RequestOf(BatchMetrics row) =>
        row.Name == BatchMetrics.AggregatedName ? null : new RequestName(row.Name, row.Method ?? "POST");

    /// <summary>The run's intervals of about a second that lie wholly in its measured window.</summary>
    internal IReadOnlyList<IntervalPoint> Windows()
    {
        var (from, to) = (Seconds(Document.MeasuredFrom), Seconds(Document.MeasuredTo));
        return
        [
            .. _intervals().Where(
                p => p.WidthSeconds > 0.5 && p.StartSeconds >= from - Tolerance && p.StartSeconds + p.WidthSeconds <= to + Tolerance),
        ];
    }

    /// <summary>A run in memory.</summary>
    public static ComparedRun Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ComparedRun(run.ToDocument(), () => run.Intervals);
    }

    /// <summary>A stored run: its intervals know counts, but no response times by request name.</summary>
    public static ComparedRun Of(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ComparedRun(run, () => run.Intervals);
    }

    /// <summary>Returns the run with its windows in memory: its files may be replaced from now on.</summary>
    public ComparedRun Keep()
    {
        var intervals = _intervals();
        return new ComparedRun(Document, () => intervals);
    }

    /// <summary>
    /// The run of a <c>.run.json</c> file or of a results file: either is looked for beside the other, and the results tell of one-second
    /// windows. A run whose results are not there is known by its own intervals.
    /// </summary>
    /// <exception cref="BatchPerfException">The file cannot be read or is something else; <c>RunNotKnown</c>: there is no run's file beside
    /// the results.</exception>
    public static ComparedRun Read(string path, Action<string>? warn = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (RunJson.IsNamed(path))
        {
            var stored = RunJson.Read(path);
            return ResultRun.Beside(path, stored.RunId) is { } results ? Of(stored, results, warn, cancellationToken) : Of(stored);
        }

        var run = RunJson.ReadBeside(path);
        if (run is null)
        {
            new ResultCsvReader(path).Require(); // what is no results file is told first
        }

        return Of(run ?? RunJson.ReadOf(path), path, warn, cancellationToken);
    }

    private static ComparedRun Of(RunDocument run, string results, Action<string>? warn, CancellationToken cancellationToken)
    {
        if (run.Metrics.Any(static m => m.HasMixedTimes))
        {
            // Version 0.1 mixed the times of failures in; the rows tell them apart.
            run = run with { Metrics = ResultFile.Read(results, warn: null, cancellationToken).Rows };
        }

        return new ComparedRun(run, () => Seconds(results, run, warn, cancellationToken));
    }

    private static IReadOnlyList<IntervalPoint> Seconds(
        string path,
        RunDocument run,
        Action<string>? warn,
        CancellationToken cancellationToken)
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        var reader = new ResultCsvReader(path);
        foreach (var result in reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Record(result);
        }

        reader.Warn(run, warn);
        return timeline.Points(run.RunId, run.StartedAt);
    }

    private double Seconds(DateTimeOffset? moment) => ((moment ?? Document.StartedAt) - Document.StartedAt).TotalSeconds;
}
