using System.Globalization;
using MathNet.Numerics.Statistics;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>The runs of one side: all made by one plan.</summary>
internal sealed class ComparedSide
{
    private readonly IReadOnlyList<ComparedRun> _runs;

    /// <exception cref="BatchPerfException"><c>RunNotEnded</c>, <c>NothingMeasured</c>, <c>RunsDiffer</c>.</exception>
    public ComparedSide(string label, IReadOnlyList<ComparedRun> runs)
    {
        _runs = runs;
        Label = label;
        foreach (var run in runs)
        {
            if (run.Document.EndedAt is null)
            {
                throw new BatchPerfException(
                    "RunNotEnded",
                    ProblemKind.InvalidInput,
                    $"Run {run.RunId} of the {label} has not ended.",
                    "Wait for its end.");
            }

            if (run.Row(request: null) is not { Requests: > 0, WindowSeconds: > 0 })
            {
                throw new BatchPerfException(
                    "NothingMeasured",
                    ProblemKind.InvalidInput,
                    $"Run {run.RunId} of the {label} measured no batch: it ended with {run.Document.StopReason}.",
                    "Leave it out, or repeat it with a longer duration.");
            }

            if (PlanDifferences.Between(runs[0].Document, run.Document, withLoad: true) is { Count: > 0 } differences)
            {
                throw new BatchPerfException(
                    "RunsDiffer",
                    ProblemKind.InvalidInput,
                    $"Runs {runs[0].RunId} and {run.RunId} of the {label} were not made by one plan: {string.Join("; ", differences)}.",
                    "Give runs of one plan for each side.");
            }
        }
    }

    /// <summary><c>baseline</c> or <c>candidate</c>.</summary>
    public string Label { get; }

    public int Count => _runs.Count;

    public IReadOnlyList<ComparedRun> Runs => _runs;

    public RunDocument First => _runs[0].Document;

    public int ClientLimited => _runs.Count(static r => r.Document.Verdict.Verdict == RunVerdict.ClientLimited);

    /// <summary>Request names that every run has.</summary>
    public IReadOnlyList<RequestName> Names => [.. _runs[0].Requests.Where(n => _runs.All(r => r.Row(n) is { Requests: > 0 }))];

    /// <summary>The load in words.</summary>
    public string Load =>
        $"{First.TestType}: {string.Join(", ", First.Plan.Scenarios)}; {Pace(First.Plan)}"
            + (First.Plan.Segment is { } share ? $", share {share}" : "");

    /// <summary>A figure of every run; null where a run has no sample of it.</summary>
    public IReadOnlyList<double?> Figures(RequestName? request, ComparedMetric metric) =>
        [.. _runs.Select(r => r.Row(request) is { } row ? metric.Read(row) : null)];

    /// <summary>The median of a figure over those runs that know it.</summary>
    public double? Median(RequestName? request, ComparedMetric metric) =>
        Figures(request, metric).OfType<double>().ToArray() is { Length: > 0 } known ? known.Median() : null;

    /// <summary>True where a run's times are those of failures, too.</summary>
    public bool HasMixedTimes(RequestName? request) => _runs.Any(r => r.Row(request)?.HasMixedTimes == true);

    /// <summary>Runs whose figure is a lower bound only, because batches were cut off at the end.</summary>
    public int Censored(RequestName? request, ComparedMetric metric) =>
        _runs.Count(r => r.Row(request) is { } row && metric.Metric.IsLowerBound(row));

    private static string Pace(RunPlanSummary plan) =>
        plan.Stages.Count > 0 ? $"stages {string.Join(", ", plan.Stages)}"
        : plan.ArrivalRate is { } arrivals ? string.Create(CultureInfo.InvariantCulture, $"{arrivals} batches/s")
        : plan.OperationRate is { } operations ? string.Create(CultureInfo.InvariantCulture, $"{operations} operations/s")
        : string.Create(CultureInfo.InvariantCulture, $"{plan.ClientCount} clients");
}
