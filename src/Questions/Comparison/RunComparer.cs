using System.Globalization;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Compares a candidate's runs with a baseline's.</summary>
internal sealed class RunComparer
{
    /// <summary>
    /// Largest share of failed batches, as for thresholds: above it, a server is not judged by the batches that succeeded.
    /// </summary>
    private const double MostFailures = 0.5;

    private readonly ComparedSide _baseline;
    private readonly ComparedSide _candidate;
    private readonly ComparisonOptions _options;
    private readonly List<string> _warnings;
    private readonly bool _singles;
    private readonly Lazy<(IReadOnlyList<IntervalPoint> First, IReadOnlyList<IntervalPoint> Second)> _windows;

    /// <summary>Checks whether the sides can be compared.</summary>
    /// <param name="baseline">Runs of the baseline; one or more.</param>
    /// <param name="candidate">Runs of the candidate; one or more.</param>
    /// <param name="options">Smallest differences that count.</param>
    /// <exception cref="BatchPerfException">A side has no runs, or runs that cannot be compared; the message says why.</exception>
    public RunComparer(IReadOnlyList<ComparedRun> baseline, IReadOnlyList<ComparedRun> candidate, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        if (baseline.Count == 0 || candidate.Count == 0)
        {
            throw new BatchPerfException(
                "NothingToCompare",
                ProblemKind.InvalidInput,
                $"The {(baseline.Count == 0 ? "baseline" : "candidate")} has no run.",
                "Give at least one run for each side, better six.");
        }

        (_baseline, _candidate, _options) = (new ComparedSide("baseline", baseline), new ComparedSide("candidate", candidate), options);
        SideCheck.Refuse(_baseline, _candidate);
        _singles = _baseline.Count == 1 && _candidate.Count == 1;
        _windows = new(() => (_baseline.Runs[0].Windows(), _candidate.Runs[0].Windows()));
        _warnings = [.. SideCheck.Warnings(_baseline, _candidate)];
        if (OtherBatches)
        {
            _warnings.Add("The sides' batches are not the same, so response times of batches "
                + $"{(OtherRequests ? "and failure rates " : "")}are left out: compare committed operations per second and the mean "
                + "time of a triple.");
        }
    }

    /// <summary>Reservations about the comparison, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>True where the sides send other batches: the time of a batch then says nothing, that of an operation still does.</summary>
    private bool OtherBatches =>
        _baseline.First.TestType != _candidate.First.TestType
            || !_baseline.First.Plan.OperationsPerBatch.Equals(_candidate.First.Plan.OperationsPerBatch);

    /// <summary>
    /// True where one side sends batches and the other requests of one operation: a failed batch and a failed request are not alike, so
    /// shares of them say nothing.
    /// </summary>
    private bool OtherRequests => _baseline.First.TestType != _candidate.First.TestType;

    /// <summary>A row for each figure of all batches, the primary one first, and then of each request name that both sides have.</summary>
    public IReadOnlyList<BatchComparison> Compare()
    {
        var names = _baseline.Names.Intersect(_candidate.Names).ToList();
        var alone = names.Count == 1 && _baseline.Names.Count == 1 && _candidate.Names.Count == 1;
        RequestName?[] requests = [null, .. alone ? [] : names];
        var draws = BlockBootstrap.DrawsFor(requests.Length * ComparedMetric.All.Count);
        var findings = requests.SelectMany(request => Findings(request, draws)).ToList();
        var others = findings.Where(static f => !f.IsPrimary && f.Difference is not null).ToList();
        var adjusted = Holm.Adjust(others.ConvertAll(static f => f.Difference!.PValue));
        for (var i = 0; i < adjusted.Length; i++)
        {
            others[i].AdjustedPValue = adjusted[i];
        }

        return [.. findings.Select(f => f.ToRow(_baseline, _candidate, _options))];
    }

    private IEnumerable<ComparisonFinding> Findings(RequestName? request, int times)
    {
        var metrics = ComparedMetric.All.Where(m => request is not null || !(m.OfBatch ? OtherBatches : m.IsShare && OtherRequests))
            .ToList();
        var draws = _singles ? Draw(request, times) : null;
        var refusals = Refusals(request);
        foreach (var metric in metrics)
        {
            var difference = Difference(request, metric, draws, out var why);
            var nothing = metric.IsTime ? refusals : metric.IsShare ? null : MostlyRefused(request, metric, difference);
            yield return new ComparisonFinding(request, metric, metric == ComparedMetric.Primary && request is null)
            {
                Basis = _singles ? ComparisonBasis.WithinOneRun : ComparisonBasis.Runs,
                Difference = difference,
                Why = nothing ?? why,
                SaysNothing = nothing is not null,
            };
        }
    }

    /// <summary>
    /// Why a rate proves nothing in favour of a side: most of its batches failed, and clients that are refused at once send all the more.
    /// </summary>
    private string? MostlyRefused(RequestName? request, ComparedMetric metric, Difference? difference)
    {
        var favoured = difference is { Estimate: not 0 and var estimate } && metric.Meaning(estimate) == ComparisonVerdict.Faster
            ? _candidate
            : _baseline;
        return favoured.Median(request, ComparedMetric.FailureRate) is > MostFailures and var rate
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{FigureText.Percent(rate, MostFailures)} of the batches of the side that did more failed, and a rate "
                    + $"speaks for a side where at most half of them do")
            : null;
    }

    private BlockBootstrap? Draw(RequestName? request, int times)
    {
        var (first, second) = _windows.Value;
        return Math.Min(first.Count, second.Count) < BlockBootstrap.FewestWindows
            ? null
            : BlockBootstrap.Run(WindowSample.Of(first, request), WindowSample.Of(second, request), times);
    }

    /// <summary>Why times prove nothing: the sides did not answer the same share of batches, or mixed in the times of failures.</summary>
    private string? Refusals(RequestName? request)
    {
        if (_baseline.HasMixedTimes(request) || _candidate.HasMixedTimes(request))
        {
            return "a run of version 0.1 mixed the times of failures with those of successes: give its results file";
        }

        var (first, second) = (_baseline.Median(request, ComparedMetric.FailureRate),
            _candidate.Median(request, ComparedMetric.FailureRate));
        return first is { } a && second is { } b && Math.Abs(a - b) > _options.MinimumFailureEffect
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"failure rates differ ({FigureText.Percent(a, b)} and {FigureText.Percent(b, a)}), and times are those of successes only")
            : null;
    }

    private string Missing(RequestName? request, ComparedMetric metric) =>
        metric == ComparedMetric.TripleMean
            && request is null
            && (_baseline.First.TestType == TestType.Volume || _candidate.First.TestType == TestType.Volume)
            ? "windows of a Volume run do not know how many triples ended in them: make six runs or more for each side"
            : "not every window has a sample of it; a stored run keeps none of the response times: give the run in memory, or its "
                + "results file";

    private Difference? Difference(RequestName? request, ComparedMetric metric, BlockBootstrap? draws, out string? why)
    {
        var (first, second) = (Values(_baseline), Values(_candidate));
        why = null;
        if (first.Length < _baseline.Count || second.Length < _candidate.Count)
        {
            why = $"not every run measured it ({first.Length} of {_baseline.Count} and {second.Length} of {_candidate.Count} did)";
            return null;
        }

        if (!_singles)
        {
            var few = Math.Min(first.Length, second.Length) < RunDifference.FewestRuns;
            why = few
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"a 95 % interval of a median takes at least {RunDifference.FewestRuns} runs a side")
                : null;
            return RunDifference.Of(first, second);
        }

        if (draws is null)
        {
            why = string.Create(
                CultureInfo.InvariantCulture,
                $"one run a side takes at least {BlockBootstrap.FewestWindows} one-second windows in each");
            return new Difference(second[0] - first[0], Within95: null, Within90: null, PValue: 1, Scatter: null);
        }

        var drawn = Knows(_windows.Value.First, request) && Knows(_windows.Value.Second, request)
            ? draws.Of(metric, second[0] - first[0])
            : null;
        why = drawn is null ? Missing(request, metric) : null;
        return drawn;

        // A stored run's windows know nothing of request names.
        static bool Knows(IReadOnlyList<IntervalPoint> windows, RequestName? request) =>
            request is not { } name || windows.Any(w => w.GetNames().ContainsKey(name));

        double[] Values(ComparedSide side) => [.. side.Figures(request, metric).Select(metric.ToScale).OfType<double>()];
    }
}
