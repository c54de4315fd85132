using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>
/// A search for capacity that was asked for: its thresholds, its bounds and its runs. Its options, with their ranges, are rows of
/// <see cref="Options.JobOptionTable"/>.
/// </summary>
internal sealed record CapacityRequest
{
    /// <summary>The file of a search's findings where the host names it.</summary>
    public const string FileName = "batch_capacity.json";

    /// <summary>Thresholds that a load must keep to hold, <c>p95 &lt; 250ms</c>; one or more.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Load that the search varies.</summary>
    public CapacityLoad Search { get; init; }

    /// <summary>The load to begin with, batches per second or clients; null for the usual one.</summary>
    public double? Start { get; init; }

    /// <summary>The largest load, batches per second or clients; null for the usual one.</summary>
    public double? Maximum { get; init; }

    /// <summary>Largest distance between the load that held and the one that broke, relative to the one that held; 0 to 1.</summary>
    public double Resolution { get; init; } = CapacityRules.UsualResolution;

    /// <summary>Runs at each load, of which the majority decides.</summary>
    public int Repeat { get; init; } = CapacityRules.UsualRepeat;

    /// <summary>Confidence required in the loads on both sides of the border, 0 to 1.</summary>
    public double Confidence { get; init; } = CapacityRules.UsualConfidence;

    /// <summary>Pause between runs, after the last answer of the one before.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Triples in a batch.</summary>
    public int TripleCount { get; init; } = 10;

    /// <summary>Batches that may be in flight at a rate; of no meaning where the search varies the clients.</summary>
    public int ClientCount { get; init; } = 1000;

    /// <summary>Time for which each run measures, after its warm-up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Makes the search with a plan.</summary>
    /// <exception cref="BatchPerfException">
    /// CapacityBoundsInvalid; a threshold is missing or does not serve: see <see cref="CapacityThresholds"/>.
    /// </exception>
    internal CapacitySetting Setting(RunPlan plan) => new()
    {
        Plan = plan,
        Thresholds = CapacityThresholds.Parse(Thresholds),
        Search = Search,
        Rules = CapacityRules.Of(Search, Start, Maximum, Duration) with
        {
            Resolution = Resolution,
            Repeat = Repeat,
            Confidence = Confidence,
        },
        DrainTime = DrainTime,
    };
}
