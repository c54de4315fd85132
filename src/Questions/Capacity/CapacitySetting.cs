using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>What a search for capacity is made with.</summary>
public sealed record CapacitySetting
{
    /// <summary>The plan of every run but for its load: no arrival rate, an end by time.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>What a load must keep to hold; one or more.</summary>
    public required IReadOnlyList<BatchThreshold> Thresholds { get; init; }

    /// <summary>What is varied.</summary>
    public CapacityLoad Search { get; init; }

    /// <summary>How it is searched.</summary>
    public required CapacityRules Rules { get; init; }

    /// <summary>Pause between runs.</summary>
    public TimeSpan DrainTime { get; init; }

    /// <summary>The plan of a run at a load.</summary>
    public RunPlan PlanOf(double load) => Search == CapacityLoad.ArrivalRate
        ? Plan with { ArrivalRate = load }
        : Plan with { ClientCount = (int)load };
}
