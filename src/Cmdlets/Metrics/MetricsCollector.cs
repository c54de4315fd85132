using System.Management.Automation;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Judging;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Gathers what thresholds are held against out of whatever carries some: metrics, runs, results and files.</summary>
/// <param name="widths">The lengths of the windows that will be asked for.</param>
internal sealed class MetricsCollector(IReadOnlyCollection<TimeSpan> widths)
{
    private readonly List<ThresholdSubject> _subjects = [];
    private readonly ResultAccumulator _results = new();
    private readonly Dictionary<TimeSpan, MeasuredTimeline> _timelines = widths.ToDictionary(
        static w => w,
        static w => new MeasuredTimeline(w));

    /// <summary>Rows gathered so far, in the order in which they came; the metrics computed from results are last.</summary>
    public ThresholdSubject Subject
    {
        get
        {
            List<ThresholdSubject> all = [.. _subjects];
            if (_results.Any)
            {
                all.Add(new ThresholdSubject(_results.Rows, width => _timelines[width].Windows()));
            }

            return new ThresholdSubject([.. all.SelectMany(static s => s.Rows)], width => all.SelectMany(s => s.Windows(width)));
        }
    }

    /// <exception cref="BatchPerfException"><c>NotAResult</c>: the object carries no metrics.</exception>
    public void Add(PSObject input, Action<string> warn, CancellationToken cancellationToken)
    {
        switch (Given.Read(input))
        {
            case BatchRun run:
                Warn(JudgedFacts.Of(run).EarlyEndOf(run.RunId), warn);
                _subjects.Add(ThresholdSubject.Of(run));
                break;
            case RunDocument document:
                Warn(JudgedFacts.Of(document).EarlyEndOf(document.RunId), warn);
                _subjects.Add(ThresholdSubject.Of(document.Metrics));
                break;
            case IReadOnlyList<BatchMetrics> rows:
                _subjects.Add(ThresholdSubject.Of(rows));
                break;
            case BatchMetrics row:
                _subjects.Add(ThresholdSubject.Of([row]));
                break;
            case FileSystemInfo file:
                AddFile(file.FullName, warn, cancellationToken);
                break;
            case BatchResult result:
                Add(result);
                break;
            default:
                throw new BatchPerfException(
                    "NotAResult",
                    ProblemKind.InvalidInput,
                    $"{Given.Describe(input)} carries no metrics.",
                    "Pipe metrics, a run or results, or give -Path for a results file.");
        }
    }

    /// <exception cref="BatchPerfException">The file cannot be read, or is something else.</exception>
    public void AddFile(string path, Action<string> warn, CancellationToken cancellationToken)
    {
        var subject = MetricsFile.Subject(path, warn, cancellationToken);
        _subjects.Add(subject);
        if (subject.Run is { } run)
        {
            Warn(JudgedFacts.Of(run).EarlyEndOf(run.RunId), warn);
        }
    }

    /// <summary>Warns of a run that was cut short: its figures prove nothing about the rest of its plan.</summary>
    private static void Warn(string? text, Action<string> warn)
    {
        if (text is not null)
        {
            warn(text);
        }
    }

    private void Add(BatchResult result)
    {
        _results.Take(result);
        foreach (var timeline in _timelines.Values)
        {
            timeline.Record(result);
        }
    }
}
