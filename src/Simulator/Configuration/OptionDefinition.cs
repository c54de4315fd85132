using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>One option: its name, its values, its help, and its effect on the options.</summary>
internal sealed record OptionDefinition(string Name, string Allowed, string Help, Func<SimulatorOptions, string, SimulatorOptions?> Set)
{
    /// <summary>True where the option can be changed while the simulator runs.</summary>
    public bool AtRunTime { get; init; } = true;

    /// <summary>True where the name alone means true.</summary>
    public bool IsSwitch => Allowed.StartsWith("true", StringComparison.Ordinal);

    /// <summary>The name in JSON: throttleRate for throttle-rate.</summary>
    public string JsonName { get; } =
        JsonNamingPolicy.CamelCase.ConvertName(string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));

    public OptionDefinition AtStartOnly() => this with { AtRunTime = false };

    public SimulatorOptions Apply(SimulatorOptions options, string value, string displayName) =>
        Set(options, value) ?? throw new OptionException($"{displayName} does not take '{value}': allowed is {Allowed}.");
}
