using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>
/// Plan of a test of atomicity: cases, repetitions, load and times. The ranges of its options are those of their rows in the table of
/// jobs' options.
/// </summary>
internal sealed record AtomicityPlan
{
    /// <summary>Poisons in the order in which they are tried; <see cref="AtomicityPoison.Cancellation"/> may be one of them.</summary>
    public IReadOnlyList<AtomicityPoison> Poisons { get; init; } = (AtomicityPoison[])
    [
        .. Enum.GetValues<AtomicityPoison>().Where(static p => p != AtomicityPoison.Cancellation),
    ];

    /// <summary>True to try <see cref="AtomicityPoison.Cancellation"/>, too: a batch given up in mid-flight.</summary>
    public bool Cancel { get; init; }

    /// <summary>Every poison that is tried, each once.</summary>
    public IEnumerable<AtomicityPoison> Tried => Poisons.Concat(Cancel ? [AtomicityPoison.Cancellation] : []).Distinct();

    /// <summary>Creates, updates and deletes in a batch, as many of each.</summary>
    public int TripleCount { get; init; } = 4;

    /// <summary>Positions of the poison in a batch: <c>First</c>, <c>Middle</c>, <c>Last</c> or positions from 0.</summary>
    public IReadOnlyList<string> Positions { get; init; } = AtomicityPositions.Names;

    /// <summary>Number of repetitions of each case, 1 or more.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Clients that load the server while every case is tried a second time; 0 for none.</summary>
    public int LoadClients { get; init; }

    /// <summary>Time after which the client gives a batch up; null for half of the time that the first batch took.</summary>
    public TimeSpan? CancelAfter { get; init; }

    /// <summary>Time for which a batch without an answer may still be committed, before its documents are read back.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time for an answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Operation that the claim set does not allow; null for the creation of a school year.</summary>
    public BatchOperation? ForbiddenOperation { get; init; }

    /// <summary>True to leave a batch with survivors as it was found.</summary>
    public bool KeepSurvivors { get; init; }

    /// <summary>Time for deleting the documents that are left when the test is given up.</summary>
    public TimeSpan CleanUpTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Checks that there are poisons, and positions that exist in some batch.</summary>
    /// <exception cref="BatchPerfException">InvalidAtomicityPlan, PositionInvalid.</exception>
    public void Validate()
    {
        if (!Tried.Any())
        {
            throw new BatchPerfException(
                "InvalidAtomicityPlan",
                ProblemKind.InvalidInput,
                "No poison was given.",
                "Name one or more poisons, or choose cancellation.");
        }

        AtomicityPositions.Check(Positions);
    }

    /// <summary>Checks the plan, and that the positions are in the batches of every scenario, before anything is sent.</summary>
    /// <returns>True.</returns>
    /// <exception cref="BatchPerfException">InvalidAtomicityPlan, PositionInvalid.</exception>
    public bool Check(IEnumerable<IScenario> scenarios)
    {
        Validate();
        return scenarios.All(scenario => AtomicityPositions.Of(Positions, scenario.Shape.Count).Count > 0);
    }

    /// <summary>Makes sure, before anything is sent, that this machine can make the load of every scenario.</summary>
    /// <exception cref="BatchPerfException">TooFewOpenFiles, TooFewPorts, TooLittleMemory.</exception>
    internal void RequireResources(IEnumerable<IScenario> scenarios, ApiConnection connection, ClientResources there)
    {
        foreach (var scenario in LoadClients > 0 ? scenarios : [])
        {
            var needs = BackgroundLoad.PlanOf(scenario, LoadClients).Needs(connection) with { Option = new OptionKey("LoadClients") };
            needs.Require(there);
        }
    }
}
