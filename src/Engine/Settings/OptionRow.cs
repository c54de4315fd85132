using System.Text.Json;

namespace EdFi.BatchPerf.Settings;

/// <summary>One option, a row of a table: its names, its type with the range, its default and words for help.</summary>
/// <param name="key">The cmdlet parameter's name.</param>
/// <param name="type">Type of the value, with its range.</param>
internal abstract class OptionRow(string key, OptionType type)
{
    /// <summary>The cmdlet parameter's name; texts name the option by it.</summary>
    public string Key { get; } = key;

    /// <summary>Type of the value: its format, its reading and its range.</summary>
    public OptionType Type { get; } = type;

    /// <summary>The console's name without dashes; the key in camel case unless another is given.</summary>
    public string Name { get; init; } = JsonNamingPolicy.CamelCase.ConvertName(key);

    /// <summary>The environment variable of the harness; null for none: no existing variable may change its meaning.</summary>
    public string? Variable { get; init; }

    /// <summary>The console's short name with its dash; null for none.</summary>
    public string? Letter { get; init; }

    /// <summary>The setting that the console reads.</summary>
    public Setting Setting => new(Name, Variable);

    /// <summary>Help text: a sentence without the default; made when it is shown, since options are spelled as the host does.</summary>
    public required Func<string> Help { get; init; }

    /// <summary>The default in words, where the value alone does not say it; empty for no words about it.</summary>
    public string? DefaultWords { get; init; }

    /// <summary>Help text with the default as the console has it.</summary>
    public string Words => Help() + (DefaultText is { Length: > 0 } text ? $" Default: {text}." : "");

    /// <summary>The console's default; null for none.</summary>
    protected abstract object? ShownDefault { get; }

    private string? DefaultText => DefaultWords ?? ShownDefault switch
    {
        null => null,
        TimeSpan time when time == TimeSpan.Zero => "none",
        double share when Type.IsShare => FormattableString.Invariant($"{share * 100:0.##}%"),
        var value => OptionType.Text(value),
    };
}
