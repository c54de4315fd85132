using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Setting of a search for capacity: plan, thresholds and rules.</summary>
internal sealed record CapacitySetting
{
    /// <summary>The plan of every run but for its load: no arrival rate, an end by time.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Thresholds that a load must keep to hold; one or more.</summary>
    public required IReadOnlyList<BatchThreshold> Thresholds { get; init; }

    /// <summary>Load that the search varies.</summary>
    public CapacityLoad Search { get; init; }

    /// <summary>Rules of the search.</summary>
    public required CapacityRules Rules { get; init; }

    /// <summary>Pause between runs.</summary>
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

    /// <summary>Checks the first run's plan.</summary>
    /// <exception cref="BatchPerfException">InvalidRunPlan.</exception>
    public void Validate() => PlanOf(Rules.Start).Validate();
}
