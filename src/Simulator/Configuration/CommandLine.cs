namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>Reads options from the command line.</summary>
internal static class CommandLine
{
    /// <summary>The options, or an <see cref="OptionException"/> that names the first one that cannot be taken.</summary>
    public static SimulatorOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            var definition = OptionTable.All.FirstOrDefault(option => "--" + option.Name == name)
                ?? throw new OptionException($"'{arguments[i]}' is not an option: allowed are {string.Join(", ", OptionTable.All.Select(option => "--" + option.Name))}.");
            var isNextAValue = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            value ??= definition.IsSwitch && !(isNextAValue && bool.TryParse(arguments[i + 1], out _)) ? "true"
                : isNextAValue ? arguments[++i]
                : throw new OptionException($"{name} needs a value: allowed is {definition.Allowed}.");
            options = definition.Apply(options, value, name);
        }

        LoopbackUrls.Parse(options.Urls);
        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}
