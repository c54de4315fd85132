using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>Reads options from the command line.</summary>
internal static class CommandLine
{
    public const string KeyVariable = "EDFI_DMS_SIMULATOR_KEY";
    public const string SecretVariable = "EDFI_DMS_SIMULATOR_SECRET";

    /// <summary>The options, or an <see cref="OptionException"/> that names the first one that cannot be taken.</summary>
    public static SimulatorOptions Parse(IReadOnlyList<string> arguments) => Parse(arguments, static _ => null);

    /// <summary>
    /// Reads options from the command line, with key and secret from variables where no option gives them: other users of a machine can see
    /// arguments.
    /// </summary>
    public static SimulatorOptions Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var options = new SimulatorOptions();
        options = options with { Key = environment(KeyVariable) ?? options.Key, Secret = environment(SecretVariable) ?? options.Secret };
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            var definition = OptionTable.All.FirstOrDefault(option => "--" + option.Name == name)
                ?? throw new OptionException($"{Shown(name)} is not an option. {Guess(name)}--help lists all.");
            var isNextAValue = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            value ??= definition.IsSwitch && !(isNextAValue && bool.TryParse(arguments[i + 1], out _)) ? "true"
                : isNextAValue ? arguments[++i]
                : throw new OptionException($"{name} needs a value: allowed is {definition.Allowed}.");
            options = definition.Apply(options, value, name);
        }

        LoopbackUrls.Parse(options.Urls);
        return options;
    }

    /// <summary>The option with the fewest letters to change, where these are few.</summary>
    private static string Guess(string name)
    {
        const int Most = 3;
        var nearest = OptionTable.All.Select(option => (Name: "--" + option.Name, Changes: Changes(name, "--" + option.Name)))
            .MinBy(static option => option.Changes);
        return name.StartsWith("--", StringComparison.Ordinal) && nearest.Changes <= Most ? $"Did you mean {nearest.Name}? " : "";
    }

    /// <summary>Levenshtein's distance: letters to add, leave out or replace.</summary>
    private static int Changes(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }

    /// <summary>
    /// Returns the text for an unknown argument in an error: one without <c>--</c> may be a secret that lost its option, and is not
    /// repeated.
    /// </summary>
    private static string Shown(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) ? $"'{name}'" : "An argument without --name before it";

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}
