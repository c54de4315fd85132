using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Pacing;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Running;

/// <summary>Everything that a run does, fixed before it starts. <see cref="Validate"/> is called when a run starts.</summary>
/// <remarks>
/// Settings of batches (their number, rate, pacing, think time) hold for whole turns of a Volume run: a triple, or one of each resource
/// where a scenario mixes several.
/// </remarks>
public sealed record RunPlan
{
    /// <summary>Scenarios of the run with their weights; one or more.</summary>
    public required IReadOnlyList<ScenarioShare> Scenarios { get; init; }

    /// <summary>Type of the run.</summary>
    public TestType TestType { get; init; } = TestType.BatchVolume;

    /// <summary>True where a Volume run deletes the documents that it created; batches always do.</summary>
    public bool DeleteResources { get; init; }

    /// <summary>Virtual clients of a closed loop, or the most batches in flight of an open one; 1 to 100,000.</summary>
    public int ClientCount { get; init; } = 10;

    /// <summary>Clients spawned per second in a closed loop without stages; more than 0.</summary>
    public double SpawnRate { get; init; } = 10;

    /// <summary>Length of sending, ramp included and warm-up not; null when <see cref="BatchCount"/> or stages end the run.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Batches to send in all; null for no such end.</summary>
    public long? BatchCount { get; init; }

    /// <summary>
    /// Time at full load before measuring begins, or the first part of the stages; its results are marked and left out of metrics.
    /// </summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>Pause of a closed-loop client between an answer and its next batch.</summary>
    public TimeSpan ThinkTime { get; init; }

    /// <summary>
    /// Time from one start to the next of a closed-loop client; null for none. Response times then count from the intended start.
    /// </summary>
    public TimeSpan? Pacing { get; init; }

    /// <summary>Batches per second of an open loop; null for a closed one.</summary>
    public double? ArrivalRate { get; init; }

    /// <summary>Operations per second of an open loop; null for a closed one.</summary>
    public double? OperationRate { get; init; }

    /// <summary>Quantity that the stages' targets set.</summary>
    public StageTarget StageTarget { get; init; }

    /// <summary>Distribution of open-loop arrivals over time.</summary>
    public ArrivalDistribution ArrivalDistribution { get; init; }

    /// <summary>Load profile; empty for a constant load. Its length is the run's.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>
    /// The share of the plan that this run carries out, where several machines do it together; all else of the plan is the whole's.
    /// </summary>
    public Segment Segment { get; init; } = Segment.Whole;

    /// <summary>
    /// Time that in-flight batches get at the end of the duration or stages, at a graceful stop, or when the last turn of a counted run
    /// has begun; default 30 s.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that one attempt may take; default 100 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>More attempts after 429, 503 and connection failures; 0 to 100.</summary>
    public int RetryCount { get; init; }

    /// <summary>Share of failed batches, 0 to 1, above which the run ends; null to go on whatever happens.</summary>
    public double? StopOnFailureRate { get; init; }

    /// <summary>Batches that must have ended before <see cref="StopOnFailureRate"/> is looked at.</summary>
    public int StopOnFailureMinimum { get; init; } = 100;

    /// <summary>The run ends gracefully when this file appears; null for none.</summary>
    public string? StopFile { get; init; }

    /// <summary>
    /// Ways in which the scenarios' batches contend with those of other clients; for validation and reports, since scenarios are compiled
    /// with it.
    /// </summary>
    public ContentionKind Contention { get; init; }

    /// <summary>Share of batches made to collide, 0 to 1; ignored without <see cref="Contention"/>.</summary>
    public double ContentionShare { get; init; } = 1;

    /// <summary>Poisons one batch in ten.</summary>
    public bool FailDeliberately { get; init; }

    /// <summary>Keeps every operation's outcome on the results.</summary>
    public bool KeepOperations { get; init; }

    /// <summary>Share of batches that is sent with a trace id, 0.0001 to 1; null for none.</summary>
    public double? TraceSample { get; init; }

    /// <summary>Fixes values and Poisson arrivals; reported with the run.</summary>
    public int Seed { get; init; }

    /// <summary>Limits of client health beyond which the verdict is not Valid.</summary>
    public VerdictThresholds Thresholds { get; init; } = new();

    /// <summary>True when arrivals, not clients, set the pace.</summary>
    public bool IsOpen => ArrivalRate is not null || OperationRate is not null || (Stages.Count > 0 && StageTarget != StageTarget.Clients);

    /// <summary>Planned length of sending: the stages, or the duration and the warm-up; null when something else ends it.</summary>
    public TimeSpan? PlannedDuration =>
        Stages.Count > 0 ? Stages.Aggregate(TimeSpan.Zero, static (sum, stage) => sum + stage.Duration) : Duration + WarmUp;

    /// <summary>
    /// Clients of this run's share: those that a closed loop comes to, or the most batches in flight of an open one, 1 at least.
    /// </summary>
    public int OwnClients => IsOpen
        ? (int)Math.Max(1, Segment.ShareOf(ClientCount))
        : (int)Segment.ShareOf(Clients().Peak);

    /// <summary>Batches of this run's share to send; null where something else ends the run.</summary>
    public long? OwnBatches => BatchCount is { } count ? Segment.ShareOf(count) : null;

    /// <summary>Checks every value and every combination.</summary>
    /// <exception cref="BatchPerfException">A value of the plan is not allowed; the message names the allowed ones.</exception>
    public void Validate() => RunPlanRules.Check(this);

    /// <summary>Returns the load's needs of this machine: descriptors, local ports and memory for clients and connections.</summary>
    /// <param name="connection">The server; where it speaks HTTP/2, a connection carries many batches at once.</param>
    internal ClientNeeds Needs(ApiConnection connection) => ClientNeeds.Of(this, connection.Options.Http2);

    /// <summary>Makes sure that nothing is sent whose documents might be others than the run's own.</summary>
    /// <exception cref="BatchPerfException">ScenarioNotVerified.</exception>
    public void RequireVerified()
    {
        foreach (var share in Scenarios)
        {
            share.Scenario.RequireVerified();
        }
    }

    /// <summary>Returns the names and methods under which the run's requests are counted.</summary>
    /// <param name="connection">Knows where the single-resource endpoints lie.</param>
    public IReadOnlyList<RequestName> RequestNames(ApiConnection connection) =>
        TestType == TestType.Volume
            ? Steps(connection).Names
            : [.. Scenarios.Select(static s => new RequestName(s.Scenario.RequestName)).Distinct()];

    internal TripleSteps Steps(ApiConnection connection) =>
        new(connection.Paths, Scenarios.Select(static s => s.Scenario), DeleteResources);

    /// <summary>Operations that one turn consists of.</summary>
    internal int OperationsOf(IScenario scenario) => TestType == TestType.Volume && !DeleteResources
        ? Enumerable.Range(0, scenario.Shape.Count).Count(i => scenario.Shape.Op(i) != OperationKind.Delete)
        : scenario.Shape.Count;

    /// <summary>
    /// The scenarios that a client, by its number in the whole plan, may be dealt: one, unless arrivals deal them, or clients take turns
    /// because there are fewer of them.
    /// </summary>
    public IReadOnlyList<IScenario> ScenariosOf(int client) => Dealing()(client);

    /// <summary>Returns the function behind <see cref="ScenariosOf"/>, for use with many clients.</summary>
    internal Func<int, IReadOnlyList<IScenario>> Dealing()
    {
        var deck = new ScenarioDeck(Scenarios, OperationsOf);
        IReadOnlyList<IScenario> all = [.. Scenarios.Select(static s => s.Scenario).Distinct()];
        return !IsOpen && Clients().Peak >= deck.Count ? client => [deck.For(client)] : _ => all;
    }

    /// <summary>True where clients need parents before their first batch, so that no client can be added while the run lasts.</summary>
    internal bool ReusesParents => Scenarios.Any(static s => s.Scenario.Reused is not null);

    internal PhasePlan Phases() => PhasePlan.Of(
        IsOpen ? 0 : Clients().RampSeconds,
        WarmUp.TotalSeconds,
        PlannedDuration?.TotalSeconds,
        BatchCount is not null);

    /// <summary>Clients of the whole plan.</summary>
    internal ClientCurve Clients() =>
        Stages.Count > 0 && StageTarget == StageTarget.Clients ? new ClientCurve(Stages) : new ClientCurve(ClientCount, SpawnRate);

    /// <summary>Arrivals per second of the whole plan.</summary>
    internal LoadCurve Arrivals(double operationsPerBatch) =>
        Stages.Count > 0 ? LoadCurve.Through(Stages, StageTarget == StageTarget.OperationRate ? 1 / operationsPerBatch : 1)
        : LoadCurve.Constant(ArrivalRate ?? (OperationRate!.Value / operationsPerBatch));

    /// <summary>The plan in words and numbers.</summary>
    public RunPlanSummary Summarize()
    {
        var summary = new RunPlanSummary
        {
            LoadModel = IsOpen ? "Open" : "Closed",
            Scenarios = [.. Scenarios.Select(NameOf)],
            OperationsPerBatch = new ScenarioDeck(Scenarios, OperationsOf).OperationsPerBatch,
        };
        foreach (var option in RunOptionTable.All)
        {
            option.Show(this, summary);
        }

        return summary;
    }

    private string NameOf(ScenarioShare share) =>
        (TestType == TestType.Volume ? share.Scenario.Resource : share.Scenario.RequestName)
            + (share.Weight == 1 ? "" : $" ×{share.Weight}");
}
