using System.Text;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Triples per batch of single scenarios: <c>PERF_BATCH_TRIPLE_COUNT_STUDENTS</c>, which beats the general one.</summary>
internal static class TripleCountVariables
{
    /// <summary>The numbers that were set, by scenario.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public static IReadOnlyDictionary<string, int> Read(SettingsReader settings, ScenarioCatalog catalog)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var scenario in catalog.Scenarios)
        {
            if (Of(scenario).Select(name => TripleCountOf(settings, name)).FirstOrDefault(static count => count is not null) is { } count)
            {
                counts[scenario.Name] = count;
            }
        }

        return counts;
    }

    /// <summary>The number that a variable asks for, in the range of the general one; null where it is not set.</summary>
    /// <param name="settings">The variables.</param>
    /// <param name="resource">The text after <c>PERF_BATCH_TRIPLE_COUNT_</c>, in any letter case.</param>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public static int? TripleCountOf(SettingsReader settings, string resource)
    {
        var row = RunOptionTable.BatchTripleCount;
        return (int?)row.Type.Read(settings, new Setting($"{row.Name}:{resource}", $"{row.Variable}_{resource.ToUpperInvariant()}"));
    }

    /// <summary>
    /// <c>STUDENTS</c>; <c>STUDENT_SCHOOL_ASSOCIATIONS</c> and <c>STUDENTSCHOOLASSOCIATIONS</c>; <c>MIXED_STUDENTS_SECTIONS</c>.
    /// </summary>
    public static IEnumerable<string> Of(BatchScenario scenario)
    {
        var resource = scenario.Resource.Contains('+', StringComparison.Ordinal)
            ? "mixed_" + scenario.Resource.Replace('+', '_')
            : scenario.Resource;
        yield return Snake(resource);
        yield return resource.ToUpperInvariant();
    }

    private static string Snake(string camel)
    {
        var text = new StringBuilder();
        foreach (var c in camel)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }
}
