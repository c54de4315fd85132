using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>Changes options while the simulator runs.</summary>
internal static class RuntimeFaults
{
    /// <summary>All changes or, with an <see cref="OptionException"/>, none.</summary>
    public static SimulatorOptions Apply(SimulatorOptions options, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object)
        {
            throw new OptionException("Faults are a JSON object such as {\"throttleRate\": 0.1}.");
        }

        foreach (var change in changes.EnumerateObject())
        {
            var definition = OptionTable.All.FirstOrDefault(option => option.AtRunTime && option.JsonName == change.Name)
                ?? throw new OptionException(
                    $"'{change.Name}' cannot be changed: allowed are "
                        + $"{string.Join(", ", OptionTable.All.Where(option => option.AtRunTime).Select(option => option.JsonName))}.");
            options = definition.Apply(options, change.Value.ToString(), change.Name);
        }

        return options;
    }
}
