using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads <c>-Scenario</c>: names, or hashtables of names and weights.</summary>
internal static class ScenarioWeights
{
    /// <returns>Name and weight, null where none was given, in the order given; empty for the default scenarios.</returns>
    /// <exception cref="BatchPerfException">A weight is no whole number from 1 to 1000.</exception>
    public static IReadOnlyList<(string Name, int? Weight)> Read(IEnumerable<object> given)
    {
        var weights = new List<(string, int?)>();
        foreach (var item in given.Select(static i => i is PSObject wrapped ? wrapped.BaseObject : i))
        {
            if (item is IDictionary map)
            {
                weights.AddRange(map.Cast<DictionaryEntry>().Select(static e => (Text(e.Key), (int?)Weight(e))));
            }
            else
            {
                weights.Add((item is BatchScenario scenario ? scenario.Name : Text(item), null));
            }
        }

        return weights;
    }

    /// <summary>The names alone; null for the default scenarios.</summary>
    /// <exception cref="BatchPerfException">As <see cref="Read"/>.</exception>
    public static IReadOnlyList<string>? Names(IEnumerable<object> given) =>
        Read(given) is { Count: > 0 } weights ? [.. weights.Select(static w => w.Name)] : null;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static int Weight(DictionaryEntry entry) =>
        WholeNumber.TryRead(entry.Value, out int weight) && weight is >= 1 and <= 1000
            ? weight
            : throw new BatchPerfException(
                "InvalidWeight",
                ProblemKind.InvalidInput,
                $"'{entry.Value}' is not a weight for {entry.Key}.",
                "Give whole numbers from 1 to 1000: @{ Student = 3; Section = 1 }.");
}
