using System.Globalization;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Running;

/// <summary>What a run plan may hold.</summary>
internal static class RunPlanRules
{
    private const int MaxClients = 100_000;
    private const double MaxRate = 1_000_000;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(30);

    public static void Check(RunPlan plan)
    {
        Require(plan.Scenarios.Count > 0, "No scenario was given.", "Name one or more scenarios.");
        Require(
            plan.Scenarios.All(static s => s.Weight is >= 1 and <= ScenarioShare.MaxWeight),
            "A scenario's weight is out of range.",
            "Give weights from 1 to 100,000.");
        InRange(plan.ClientCount, 1, MaxClients, new("ClientCount"));
        InRange(plan.SpawnRate, 0.001, MaxRate, new("SpawnRate"));
        InRange(plan.RetryCount, 0, 100, new("RetryCount"));
        Within(plan.StopOnFailureMinimum, 1, int.MaxValue, "StopOnFailureMinimum"); // no option of every host
        Optional(plan.BatchCount, 1, long.MaxValue, new("BatchCount"));
        Optional(plan.ArrivalRate, 0.001, MaxRate, new("ArrivalRate"));
        Optional(plan.OperationRate, 0.001, MaxRate * 100, new("OperationRate"));
        Optional(plan.StopOnFailureRate, 0, 1, new("StopOnFailureRate"));
        Time(plan.Duration, TimeSpan.FromMilliseconds(1), new("Duration"));
        Time(plan.WarmUp, TimeSpan.Zero, new("WarmUp"));
        Time(plan.ThinkTime, TimeSpan.Zero, new("ThinkTime"));
        Time(plan.Pacing, TimeSpan.FromMilliseconds(1), new("Pacing"));
        Time(plan.StopTimeout, TimeSpan.Zero, new("StopTimeout"));
        Time(plan.RequestTimeout, TimeSpan.FromMilliseconds(1), new("RequestTimeout"));
        Stages(plan);
        Combinations(plan);
        Contention(plan);
    }

    private static void Contention(RunPlan plan)
    {
        InRange(plan.ContentionShare, 0, 1, new("ContentionShare"));
        Require(
            plan.Contention == ContentionKind.None || plan.TestType == TestType.BatchVolume,
            "Contention belongs to batches, not to single operations.",
            $"Leave {new OptionKey("Contention")} out, or run batches ({new OptionKey("TestType")}).");
        Require(
            plan.Contention != ContentionKind.OppositeOrder,
            "In opposite order alone batches do not collide, because they share no document.",
            "Add OverlappingKeys, SharedParents or both.");
    }

    private static void Stages(RunPlan plan)
    {
        var (most, unit) = plan.StageTarget switch
        {
            StageTarget.Clients => (MaxClients, "clients"),
            StageTarget.OperationRate => (MaxRate * 100, "operations per second"),
            _ => (MaxRate, "batches per second"),
        };
        foreach (var stage in plan.Stages)
        {
            Time(stage.Duration, TimeSpan.FromMilliseconds(1), "A stage's duration", "a stage's duration");
            Require(
                stage.Target >= 0 && stage.Target <= most,
                string.Create(CultureInfo.InvariantCulture, $"A stage's target is {stage.Target}."),
                string.Create(CultureInfo.InvariantCulture, $"Give it a target from 0 to {most} {unit}."));
        }

        Time(plan.PlannedDuration, TimeSpan.FromMilliseconds(1), "The run's whole duration", "all stages together");
    }

    private static void Combinations(RunPlan plan)
    {
        Require(
            plan.ArrivalRate is null || plan.OperationRate is null,
            $"Both {new OptionKey("ArrivalRate")} and {new OptionKey("OperationRate")} were given.",
            "Give one of them.");
        Require(
            plan.Stages.Count == 0 || (plan.Duration is null && plan.BatchCount is null),
            $"Stages were given together with {new OptionKey("Duration")} or {new OptionKey("BatchCount")}.",
            "Stages say themselves how long the run lasts: leave the others out.");
        Require(
            plan.Stages.Count == 0 || (plan.ArrivalRate is null && plan.OperationRate is null),
            "Stages were given together with a constant rate.",
            "Give either stages or a rate.");
        Require(
            plan.Stages.Count == 0 || plan.Stages.Any(static s => s.Target > 0),
            "Every stage has the target 0.",
            "Give at least one stage a target above 0.");
        Require(
            plan.Stages.Count == 0 || plan.WarmUp < plan.PlannedDuration,
            "The warm-up takes as long as all stages together.",
            "Give a shorter warm-up: it is the first part of the stages.");
        Require(
            plan.Duration is not null || plan.BatchCount is not null || plan.Stages.Count > 0,
            "Nothing says when the run ends.",
            $"Give {new OptionKey("Duration")}, {new OptionKey("BatchCount")} or {new OptionKey("Stage")}.");
        Require(
            !plan.IsOpen || (plan.ThinkTime == TimeSpan.Zero && plan.Pacing is null),
            $"{new OptionKey("ThinkTime")} and {new OptionKey("Pacing")} belong to a closed loop.",
            "Leave them out when arrivals set the pace.");
    }

    private static void InRange<T>(T value, T least, T most, OptionKey option)
        where T : IComparable<T>, IFormattable => Within(value, least, most, option.ToString());

    private static void Within<T>(T value, T least, T most, string name)
        where T : IComparable<T>, IFormattable =>
        Require(
            value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0,
            $"{name} is {value.ToString(null, CultureInfo.InvariantCulture)}.",
            $"Give {name} a value from {least.ToString(null, CultureInfo.InvariantCulture)} to "
                + $"{most.ToString(null, CultureInfo.InvariantCulture)}.");

    private static void Optional<T>(T? value, T least, T most, OptionKey name)
        where T : struct, IComparable<T>, IFormattable
    {
        if (value is { } given)
        {
            InRange(given, least, most, name);
        }
    }

    private static void Time(TimeSpan? value, TimeSpan least, OptionKey option) =>
        Time(value, least, option.ToString(), option.ToString());

    private static void Time(TimeSpan? value, TimeSpan least, string subject, string name)
    {
        if (value is { } given)
        {
            Require(
                given >= least && given <= MaxDuration,
                $"{subject} is {given.ToString("c", CultureInfo.InvariantCulture)}.",
                $"Give {name} a value from {DurationText.Format(least)} to "
                    + $"{MaxDuration.TotalDays.ToString("0", CultureInfo.InvariantCulture)} days.");
        }
    }

    private static void Require(bool holds, string message, string nextStep)
    {
        if (!holds)
        {
            throw new BatchPerfException("InvalidRunPlan", ProblemKind.InvalidInput, message, nextStep);
        }
    }
}
