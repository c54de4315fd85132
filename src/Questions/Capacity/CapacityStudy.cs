using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>A search for capacity under way: asks for runs, judges them, and gives the result at any time.</summary>
/// <param name="connection">The server.</param>
/// <param name="setting">Setting of the search.</param>
internal sealed class CapacityStudy(ApiConnection connection, CapacitySetting setting)
{
    private readonly CapacitySearch _search = new(setting.Rules);
    private readonly List<BatchCapacityStep> _steps = [];
    private ResponseSeries _responses = new();

    /// <summary>The runs so far.</summary>
    public IReadOnlyList<BatchCapacityStep> Steps => _steps;

    /// <summary>The load to try next; null when the search has ended.</summary>
    public double? Next() => _search.Next();

    /// <summary>Returns the sinks that the next run needs for its judgement; none in a closed loop.</summary>
    public IReadOnlyList<IResultSink> Watch()
    {
        _responses = new ResponseSeries();
        return setting.Search == CapacityLoad.ArrivalRate ? [new ResponseSink(_responses)] : [];
    }

    /// <summary>Takes a run that has ended.</summary>
    /// <exception cref="BatchPerfException"><c>BatchTooLarge</c>: the server does not take batches of this size, so that there is nothing
    /// to search.</exception>
    public BatchCapacityStep Add(double load, BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.StopReason == StopReason.BatchTooLarge)
        {
            throw new BatchPerfException(
                "BatchTooLarge",
                ProblemKind.InvalidInput,
                $"The search was stopped: {run.Fault}",
                $"Give a smaller {new OptionKey("BatchTripleCount")}.");
        }

        var all = run.Metrics[^1];
        var open = setting.Search == CapacityLoad.ArrivalRate;
        var times = open && run is { MeasuredFrom: { } from, MeasuredTo: { } to } && to > from ? _responses.Medians(from, to) : [];
        var (outcome, reason) = CapacityJudge.Judge(
            new CapacityTrial { Metrics = all, Verdict = run.Verdict, Open = open, ResponseTimes = times },
            setting.Thresholds);
        var step = new BatchCapacityStep
        {
            Number = _steps.Count + 1,
            Load = load,
            Repeat = _search.RunsAt(load) + 1,
            Outcome = outcome,
            Reason = reason,
            RunId = run.RunId,
            StartedAt = run.StartedAt,
            Batches = all.Requests,
            BatchesPerSecond = all.RequestsPerSecond,
            CommittedOperationsPerSecond = all.CommittedOperationsPerSecond,
            FailureRate = all.FailureRate,
            P50Ms = all.P50Ms,
            P95Ms = all.P95Ms,
            P99Ms = all.P99Ms,
            ResponseDrift = Trend.Of(times)?.Drift,
            LateArrivals = run.LateArrivals,
            DroppedArrivals = run.DroppedArrivals,
            Verdict = run.Verdict.Verdict,
        };
        _steps.Add(step);
        _search.Add(load, outcome);
        return step;
    }

    /// <summary>Returns the result so far.</summary>
    public BatchCapacity Result()
    {
        var (lower, upper) = (_search.Lower, _search.Upper);
        var held = _steps.Where(s => s.Outcome == CapacityOutcome.Held && s.Load.Equals(lower?.Load)).ToList();
        var result = new BatchCapacity
        {
            Server = connection.BaseUrl,
            ServerVersion = connection.Version,
            Scenarios = string.Join(", ", setting.Plan.Scenarios.Select(static s => s.Scenario.RequestName)),
            Thresholds = string.Join("; ", setting.Thresholds.Select(static t => t.Text)),
            Search = setting.Search,
            Answer = _search.Answer,
            Capacity = lower?.Load,
            Confidence = lower?.HoldConfidence,
            RunsHeld = lower?.Held ?? 0,
            RunsAtCapacity = lower is null ? 0 : lower.Held + lower.Broken,
            LowestBroken = upper?.Load,
            LowestBrokenConfidence = upper?.BreakConfidence,
            CommittedOperationsPerSecond = held.Count == 0 ? null : held.Average(static s => s.CommittedOperationsPerSecond),
            P95Ms = held.Count == 0 ? null : held.Average(static s => s.P95Ms),
            Resolution = setting.Rules.Resolution,
            Repeat = setting.Rules.Repeat,
            Duration = setting.Plan.Duration ?? TimeSpan.Zero,
            DrainTime = setting.DrainTime,
            Seed = setting.Plan.Seed,
            Steps = _steps.ToArray(),
        };
        return result with { Message = CapacityWords.Of(result, _search.LowestClientLimited, setting.Rules) };
    }
}
