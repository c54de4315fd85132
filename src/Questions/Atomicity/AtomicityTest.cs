using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>
/// Finds out whether failed batches of a scenario leave anything behind. A batch of the scenario's shape is made in which every operation
/// is about a document of its own, so that its effects are visible; it is committed once without poison, which proves that they are; then
/// each poison is tried at each position, and every document is read back and compared with its before-image.
/// </summary>
/// <param name="connection">The server.</param>
/// <param name="scenario">From <see cref="ScenarioFactory"/>.</param>
/// <param name="keys">The keys of the fixtures, which must be there.</param>
/// <param name="plan">Plan of the test.</param>
internal sealed class AtomicityTest(ApiConnection connection, IScenario scenario, FixtureKeys keys, AtomicityPlan plan)
{
    private const int UsualLimit = 100;
    private readonly List<string> _notCleanedUp = [];

    /// <summary>The id with which every natural key of the test begins.</summary>
    public RunId Id { get; } = RunId.New();

    /// <summary>Documents of the test that could not, or should not, be deleted; also known when the test was given up.</summary>
    public IReadOnlyList<string> NotCleanedUp
    {
        get
        {
            lock (_notCleanedUp)
            {
                return [.. _notCleanedUp];
            }
        }
    }

    /// <summary>Tries every case, first alone, then under load where that is asked for.</summary>
    /// <param name="progress">Receives each verdict.</param>
    /// <param name="cancellationToken">Gives up; prepared documents are deleted first.</param>
    /// <exception cref="BatchPerfException">
    /// InvalidAtomicityPlan, PositionInvalid, ScenarioNotVerified, PreparationFailed; AtomicityControlFailed where the batch without poison
    /// is not committed; ReadBackBlind where documents that are there cannot be read back.
    /// </exception>
    public async Task<IReadOnlyList<BatchAtomicityResult>> RunAsync(
        IProgress<BatchAtomicityResult>? progress,
        CancellationToken cancellationToken)
    {
        plan.Validate();
        scenario.RequireVerified();
        var writer = new TestBatchWriter(scenario, Id);
        var positions = AtomicityPositions.Of(plan.Positions, scenario.Shape.Count);
        var client = connection.GetResources();
        var year = plan.Poisons.Contains(AtomicityPoison.ForbiddenResource) && plan.ForbiddenOperation is null
            ? await SchoolYears.FreeAsync(client, cancellationToken)
            : 0;
        var limit = plan.Poisons.Contains(AtomicityPoison.OverLimit) ? await connection.LearnBatchLimitAsync(cancellationToken) : null;
        var poisons = new PoisonMaker(writer, keys, plan.ForbiddenOperation, year, limit ?? UsualLimit);
        var cases = new CaseRunner(connection, scenario, Id, writer, poisons, plan, NoteLeft);
        try
        {
            await cases.ControlAsync(cancellationToken);
            return await TryAllAsync(cases, positions, progress, cancellationToken);
        }
        finally
        {
            await cases.SweepAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<BatchAtomicityResult>> TryAllAsync(
        CaseRunner cases,
        IReadOnlyList<int> positions,
        IProgress<BatchAtomicityResult>? progress,
        CancellationToken cancellationToken)
    {
        var results = new List<BatchAtomicityResult>();
        foreach (var clients in plan.LoadClients > 0 ? new[] { 0, plan.LoadClients } : [0])
        {
            await using var load = BackgroundLoad.Start(connection, scenario, clients);
            await load.UnderWayAsync(cancellationToken);
            foreach (var (poison, position, round) in Cases(positions))
            {
                var result = await cases.RunAsync(poison, position, round, load, cancellationToken);
                results.Add(result);
                progress?.Report(result);
            }
        }

        return results;
    }

    private IEnumerable<(AtomicityPoison Poison, int? Position, int Round)> Cases(IReadOnlyList<int> positions) =>
        from poison in plan.Tried
        from position in poison is AtomicityPoison.OverLimit or AtomicityPoison.Cancellation
            ? [null]
            : positions.Select(static p => (int?)p)
        from round in Enumerable.Range(1, plan.Rounds)
        select (poison, position, round);

    private void NoteLeft(string document)
    {
        lock (_notCleanedUp)
        {
            _notCleanedUp.Add(document);
        }
    }
}
