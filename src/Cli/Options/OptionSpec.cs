using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <summary>An option of the command line.</summary>
/// <param name="Setting">Its long name without dashes, and its variable.</param>
/// <param name="Short">Its short name with the dash; null for none.</param>
/// <param name="Group">Heading in the help.</param>
/// <param name="Value">The placeholder of its value in the help.</param>
/// <param name="Help">Its explanation, with its default; empty where <see cref="Words"/> make it.</param>
/// <param name="Kind">The number of values that it takes: none, one or several.</param>
internal sealed record OptionSpec(
    Setting Setting,
    string? Short,
    string Group,
    string Value,
    string Help,
    OptionKind Kind = OptionKind.Single)
{
    /// <summary>Makes the help when it is shown, where it names other options; null where <see cref="Help"/> was given.</summary>
    public Func<string>? Words { get; init; }

    /// <summary>Explanation of the option for the help, with its default.</summary>
    public string Help { get => Words?.Invoke() ?? field; } = Help;

    public string Long => "--" + Setting.Name;
}
