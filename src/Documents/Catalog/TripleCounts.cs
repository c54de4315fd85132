using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.Catalog;

/// <summary>Knows how many triples of each recipe a scenario's batches have.</summary>
internal sealed class TripleCounts
{
    private readonly ScenarioOptions _options;

    public TripleCounts(ScenarioCatalog catalog, ScenarioOptions options)
    {
        _options = options;
        Check(options.TripleCount, "a batch");
        foreach (var (key, count) in options.TripleCounts)
        {
            catalog.Matching(key);
            Check(count, $"a batch of '{key}'");
        }
    }

    public int Of(ScenarioDefinition scenario)
        => _options.OneByOne ? 1 : Override(key => ScenarioNames.IsName(scenario, key))
            ?? Override(key => ScenarioNames.IsResource(scenario, key))
            ?? scenario.OwnTripleCount
            ?? _options.TripleCount;

    private static void Check(int count, string what)
    {
        if (count is < 1 or > ScenarioOptions.MaxTripleCount)
        {
            throw new BatchPerfException(
                "TripleCountInvalid",
                ProblemKind.InvalidInput,
                $"{count} triples cannot make {what}.",
                "Give a number from 1 to 10,000; a server takes 33 triples of three operations unless its operator changed the limit "
                    + "of 100 operations.");
        }
    }

    private int? Override(Func<string, bool> matches)
    {
        var found = _options.TripleCounts.Where(entry => matches(entry.Key)).Select(static entry => (int?)entry.Value).ToArray();
        return found.Length == 0 ? null : found[0];
    }
}
