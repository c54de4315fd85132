using System.Globalization;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Running;

/// <summary>Rules for run plans.</summary>
internal static class RunPlanRules
{
    public static void Check(RunPlan plan)
    {
        Require(plan.Scenarios.Count > 0, "No scenario was given.", "Name one or more scenarios.");
        Require(
            plan.Scenarios.All(static s => s.Weight is >= 1 and <= ScenarioShare.MaxWeight),
            "A scenario's weight is out of range.",
            "Give weights from 1 to 100,000.");
        foreach (var option in RunOptionTable.All)
        {
            InRange(plan, option);
        }

        Stages(plan);
        Combinations(plan);
        Contention(plan);
        Share(plan);
    }

    /// <summary>Refuses a plan that is shared among too many machines, so that some of them would have nothing to do.</summary>
    private static void Share(RunPlan plan)
    {
        if (plan.OwnClients == 0)
        {
            throw Empty(
                plan.Segment,
                "clients",
                plan.Clients().Peak,
                plan.Stages.Count > 0 ? new OptionKey("Stage") : new OptionKey("ClientCount"));
        }

        if (plan.OwnBatches == 0)
        {
            throw Empty(plan.Segment, "batches", plan.BatchCount!.Value, new OptionKey("BatchCount"));
        }
    }

    private static BatchPerfException Empty(Segment segment, string what, long total, OptionKey option) => new(
        "EmptySegment",
        ProblemKind.InvalidInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The share {segment} of the plan is empty: of {total:#,0} {what} none belongs to it."),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Share the plan among at most {total:#,0} machines ({new OptionKey("Segment")}), or give more {what} ({option})."));

    private static void Contention(RunPlan plan)
    {
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
            StageTarget.Clients => (RunOptionTable.MostClients, "clients"),
            StageTarget.OperationRate => (RunOptionTable.MostOperationRate, "operations per second"),
            _ => (RunOptionTable.MostBatchRate, "batches per second"),
        };
        foreach (var stage in plan.Stages)
        {
            Time(stage.Duration, "A stage's duration", "a stage's duration");
            Require(
                stage.Target >= 0 && stage.Target <= most,
                string.Create(CultureInfo.InvariantCulture, $"A stage's target is {stage.Target}."),
                string.Create(CultureInfo.InvariantCulture, $"Give it a target from 0 to {most} {unit}."));
        }

        Time(plan.PlannedDuration, "The run's whole duration", "all stages together");
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

    private static void InRange(RunPlan plan, RunOption option)
    {
        if (option.Of(plan) is { } value && !option.Type.Holds(value))
        {
            var name = new OptionKey(option.Key);
            Require(false, $"{name} is {Text(value)}.", $"Give {name} a value from {option.Type.Range}.");
        }
    }

    private static void Time(TimeSpan? value, string subject, string name)
    {
        if (value is { } given)
        {
            var range = OptionType.Time(RunOptionTable.Shortest, RunOptionTable.Longest);
            Require(range.Holds(given), $"{subject} is {Text(given)}.", $"Give {name} a value from {range.Range}.");
        }
    }

    private static string Text(object value) =>
        value is TimeSpan time ? time.ToString("c", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static void Require(bool holds, string message, string nextStep)
    {
        if (!holds)
        {
            throw new BatchPerfException("InvalidRunPlan", ProblemKind.InvalidInput, message, nextStep);
        }
    }
}
