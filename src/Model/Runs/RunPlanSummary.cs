using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>A run plan in words and numbers, as it is shown and stored.</summary>
public sealed record RunPlanSummary
{
    /// <summary><c>Closed</c> or <c>Open</c>.</summary>
    public required string LoadModel { get; init; }

    /// <summary>Request names with their weights, for example <c>students-batch-10 ×3</c>; the resources in a Volume run.</summary>
    public required IReadOnlyList<string> Scenarios { get; init => field = PlainList.Of(value); }

    /// <summary>Mean operations in a batch; in a triple in a Volume run.</summary>
    public double OperationsPerBatch { get; init; }

    /// <summary>Virtual clients, or the most batches in flight.</summary>
    public int ClientCount { get; init; }

    /// <summary>Clients spawned per second.</summary>
    public double SpawnRate { get; init; }

    /// <summary>Time of sending without warm-up; null when something else ends the run.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Batches to send; null for no such end.</summary>
    public long? BatchCount { get; init; }

    /// <summary>Time before measuring begins.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>Pause between answer and next batch.</summary>
    public TimeSpan ThinkTime { get; init; }

    /// <summary>Share of batches that is sent with a trace id, 0 to 1; null for none.</summary>
    public double? TraceSample { get; init; }

    /// <summary>Time from start to start of a client; null for none.</summary>
    public TimeSpan? Pacing { get; init; }

    /// <summary>Batches per second of an open loop; null otherwise.</summary>
    public double? ArrivalRate { get; init; }

    /// <summary>Operations per second of an open loop; null otherwise.</summary>
    public double? OperationRate { get; init; }

    /// <summary>Distribution of open-loop arrivals over time; null in a closed loop.</summary>
    public ArrivalDistribution? ArrivalDistribution { get; init; }

    /// <summary>The stages as text; empty for none.</summary>
    public IReadOnlyList<string> Stages { get; init => field = PlainList.Of(value); } = [];

    /// <summary>
    /// This run's share of the plan, for example <c>2/8</c>, where several machines carry it out; all else of the plan is the whole's.
    /// Null for the whole.
    /// </summary>
    public string? Segment { get; init; }

    /// <summary>More attempts after 429, 503 and connection failures.</summary>
    public int RetryCount { get; init; }

    /// <summary>Time that one attempt may take.</summary>
    public TimeSpan RequestTimeout { get; init; }

    /// <summary>Time for in-flight batches at the end.</summary>
    public TimeSpan StopTimeout { get; init; }

    /// <summary>
    /// Kinds of contention between clients that the run makes on purpose, with their share, for example <c>OverlappingKeys, OppositeOrder
    /// 50 %</c>; null for none.
    /// </summary>
    public string? Contention { get; init; }

    /// <summary>True when one batch in ten is poisoned.</summary>
    public bool FailDeliberately { get; init; }

    /// <summary>False for a Volume run that leaves the documents that it created.</summary>
    public bool DeleteResources { get; init; } = true;

    /// <summary>Clients of this run's share of the plan: of a closed loop without stages, or the most batches in flight.</summary>
    public int OwnClients() => Segment is null
        ? ClientCount
        : (int)Math.Max(LoadModel == "Open" ? 1 : 0, BatchPerf.Segment.Parse(Segment).ShareOf(ClientCount));

    /// <summary>Batches of this run's share of the plan; null where something else ends the run.</summary>
    public long? OwnBatches() => BatchCount is { } count && Segment is not null
        ? BatchPerf.Segment.Parse(Segment).ShareOf(count)
        : BatchCount;

    /// <summary>Load model, rate or clients, time or count, and scenarios.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{LoadModel.ToLowerInvariant()} loop, {Load()}{Length()}: {string.Join(", ", Scenarios)}"
            + $"{(Segment is null ? "" : $"; share {Segment}")}");

    /// <summary>In an open loop the rate: its clients are only the most that may be in flight.</summary>
    private string Load()
    {
        var clients = string.Create(CultureInfo.InvariantCulture, $"{ClientCount:#,0} client{(ClientCount == 1 ? "" : "s")}");
        var load = Stages.Count > 0 ? $"stages {string.Join(", ", Stages)}"
            : OperationRate is { } operations ? string.Create(CultureInfo.InvariantCulture, $"{operations:#,0.###} operations/s")
            : ArrivalRate is { } batches ? string.Create(CultureInfo.InvariantCulture, $"{batches:#,0.###} batches/s")
            : clients;
        return LoadModel == "Open"
            ? string.Create(CultureInfo.InvariantCulture, $"{load}, at most {ClientCount:#,0} in flight")
            : load;
    }

    private string Length() =>
        BatchCount is { } count ? string.Create(CultureInfo.InvariantCulture, $", {count:#,0} batches")
        : Duration is { } time ? $", {DurationText.Format(time)}"
        : "";
}
