using System.Text;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>What may follow <c>PERF_BATCH_TRIPLE_COUNT_</c> for a scenario.</summary>
internal static class TripleCountVariables
{
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
