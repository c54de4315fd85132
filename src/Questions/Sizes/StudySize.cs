using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>A batch size that is studied.</summary>
/// <param name="TripleCount">Triples in a batch.</param>
/// <param name="OperationCount">Operations in a batch, the mean over the scenarios as they are dealt.</param>
/// <param name="LargestBatch">Operations in the largest batch of any scenario, which are compared with the server's limit.</param>
internal sealed record StudySize(int TripleCount, double OperationCount, int LargestBatch)
{
    /// <summary>The size of the batches that are dealt.</summary>
    public static StudySize Of(int tripleCount, IReadOnlyList<ScenarioShare> shares) =>
        new(
            tripleCount,
            new ScenarioDeck(shares, static s => s.Shape.Count).OperationsPerBatch,
            shares.Max(static s => s.Scenario.Shape.Count));
}
