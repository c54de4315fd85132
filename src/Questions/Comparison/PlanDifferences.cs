using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Lists the differences between two runs' plans, as text.</summary>
internal static class PlanDifferences
{
    /// <param name="first">One run.</param>
    /// <param name="second">Another.</param>
    /// <param name="withLoad">True to compare the kind of test and the content of the load, too.</param>
    public static IReadOnlyList<string> Between(RunDocument first, RunDocument second, bool withLoad) =>
    [
        .. PlanFacts.All.Where(fact => (withLoad || !fact.IsLoad) && !fact.IsSame(first.Plan, second.Plan))
            .Select(fact => fact.Difference(first.Plan, second.Plan)),
        .. withLoad && first.TestType != second.TestType ? [$"test type {first.TestType} and {second.TestType}"] : (string[])[],
    ];
}
