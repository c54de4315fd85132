using System.Collections;
using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Options;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads <c>-Scenario</c>: names, or hashtables of names and weights.</summary>
internal static class ScenarioWeights
{
    /// <returns>Name and weight, null where none was given, in the order given; empty for the default scenarios.</returns>
    /// <exception cref="BatchPerfException">InvalidWeight: a weight is no whole number from 1 to 100,000.</exception>
    public static IReadOnlyList<ScenarioWeight> Read(IEnumerable<object> given)
    {
        var weights = new List<ScenarioWeight>();
        foreach (var item in given.Select(static i => i is PSObject wrapped ? wrapped.BaseObject : i))
        {
            if (item is IDictionary map)
            {
                weights.AddRange(map.Cast<DictionaryEntry>().Select(static e => new ScenarioWeight(Text(e.Key), Weight(e))));
            }
            else
            {
                weights.Add(new ScenarioWeight(item is BatchScenario scenario ? scenario.Name : Text(item)));
            }
        }

        return weights;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static int Weight(DictionaryEntry entry) =>
        WholeNumber.TryRead(entry.Value, out int weight) && ScenarioWeight.IsWeight(weight)
            ? weight
            : throw ScenarioWeight.Invalid(
                entry.Value,
                Text(entry.Key),
                $"Give {ScenarioWeight.Range}: @{{ Student = 3; Section = 1 }}.");
}
