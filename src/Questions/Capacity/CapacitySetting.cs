using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Setting of a search for capacity: plan, thresholds and rules.</summary>
public sealed record CapacitySetting
{
    /// <summary>The longest pause between runs, one day.</summary>
    public static readonly TimeSpan LongestDrainTime = TimeSpan.FromDays(1);

    /// <summary>The plan of every run but for its load: no arrival rate, an end by time.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Thresholds that a load must keep to hold; one or more.</summary>
    public required IReadOnlyList<BatchThreshold> Thresholds { get; init; }

    /// <summary>Load that the search varies.</summary>
    public CapacityLoad Search { get; init; }

    /// <summary>Rules of the search.</summary>
    public required CapacityRules Rules { get; init; }

    /// <summary>Pause between runs, none to <see cref="LongestDrainTime"/>.</summary>
    public TimeSpan DrainTime { get; init; }

    /// <summary>The plan of a run at a load.</summary>
    public RunPlan PlanOf(double load) => Search == CapacityLoad.ArrivalRate
        ? Plan with { ArrivalRate = load }
        : Plan with { ClientCount = (int)load };

    /// <summary>Returns the largest load's needs of this machine.</summary>
    internal ClientNeeds Needs(ApiConnection connection) => PlanOf(Rules.Most).Needs(connection) with
    {
        Option = Search == CapacityLoad.Clients ? new OptionKey("Maximum") : new OptionKey("ClientCount"),
    };

    /// <summary>Checks the first run's plan and the pause.</summary>
    /// <exception cref="BatchPerfException">InvalidRunPlan; DrainTimeInvalid.</exception>
    public void Validate()
    {
        PlanOf(Rules.Start).Validate();
        if (DrainTime < TimeSpan.Zero || DrainTime > LongestDrainTime)
        {
            throw new BatchPerfException(
                "DrainTimeInvalid",
                ProblemKind.InvalidInput,
                $"The pause between runs, {DrainTime:c}, is out of range.",
                $"Give {new OptionKey("DrainTime")} a value from 0 to one day, like 2s.");
        }
    }
}
