using Xunit.Abstractions;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>What has to hold of the scenarios of a whole data model.</summary>
internal static class Made
{
    /// <summary>Resources of which the program has a scenario.</summary>
    public const int BuiltIn = 3;

    /// <summary>All were made, all passed, most of them at the first try, and they need few fixtures.</summary>
    public static void Check(IReadOnlyList<BatchScenarioTemplate> rows, int count, bool firstTry, ITestOutputHelper output)
    {
        foreach (var row in rows.Where(static r => r.Tries != 1 || r.State != ScenarioTemplateState.Verified))
        {
            output.WriteLine($"{row} tries {row.Tries} [{string.Join("; ", row.Learnt)}]");
        }

        var made = rows.Where(static r => r.State is not (ScenarioTemplateState.BuiltIn or ScenarioTemplateState.Impossible)).ToList();
        Assert.Equal(count, made.Count);
        var passed = made.Where(static r => r.State == ScenarioTemplateState.Verified).ToList();
        Assert.True(passed.Count == made.Count, $"{passed.Count} of {made.Count}");
        var first = passed.Count(static r => r.Tries == 1);
        Assert.True(!firstTry || first >= 0.96 * made.Count, $"{first} of {made.Count}");
        Assert.InRange(rows.SelectMany(static r => r.Fixtures).Distinct().Count(), 1, 40);
    }
}
