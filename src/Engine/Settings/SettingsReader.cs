using System.Globalization;

namespace EdFi.BatchPerf.Settings;

/// <summary>
/// Finds settings: options beat the environment, which beats a <c>.env</c> file; a value of nothing but spaces counts as not given.
/// Errors name the variable or option and where it was written, and the value unless the setting is a secret.
/// </summary>
/// <param name="options">An option's value by the setting's name, or null.</param>
/// <param name="environment">An environment variable's value by its name, or null.</param>
/// <param name="file">A <c>.env</c> file, or null.</param>
public sealed class SettingsReader(Func<string, string?> options, Func<string, string?> environment, EnvironmentFile? file)
{
    /// <summary>Between the values of a list that was given as an option: no path holds a line feed, but many a space.</summary>
    public const char LineSeparator = '\n';

    private static readonly char[] ListSeparators = [',', ' ', '\t', '\r', '\n'];

    /// <summary>The value as it was written, and where; null where it was not given.</summary>
    public SettingValue? Find(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (options(setting.Name) is { } option && !string.IsNullOrWhiteSpace(option))
        {
            return new SettingValue(option, new OptionKey(setting.Name).ToString());
        }

        if (setting.Variable is not { } variable)
        {
            return null;
        }

        if (environment(variable) is { } set && !string.IsNullOrWhiteSpace(set))
        {
            return new SettingValue(set, $"the environment variable {variable}");
        }

        return file?.Find(variable) is { } written && !string.IsNullOrWhiteSpace(written.Text) ? written : null;
    }

    /// <summary>True where the setting was given as an option, and not only by a variable.</summary>
    public bool IsOption(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return !string.IsNullOrWhiteSpace(options(setting.Name));
    }

    /// <summary>A text, trimmed; null where it was not given.</summary>
    public string? Text(Setting setting) => Find(setting)?.Text.Trim();

    /// <summary>A list separated by commas or spaces; empty where it was not given.</summary>
    public IReadOnlyList<string> List(Setting setting) =>
        Find(setting)?.Text.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A list whose values may hold spaces and commas; empty where it was not given.</summary>
    public IReadOnlyList<string> Lines(Setting setting) => Find(setting)?.Text.Split(LineSeparator) ?? [];

    /// <summary><c>true/false/1/0/yes/no</c> in any letter case; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public bool? Flag(Setting setting) => Find(setting) is not { } value ? null : value.Text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => throw Invalid(value, "is neither true nor false", "Write true, false, 1, 0, yes or no."),
    };

    /// <summary>A whole number; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: not a whole number, or out of range.</exception>
    public long? WholeNumber(Setting setting, long minimum, long maximum)
    {
        if (Find(setting) is not { } value)
        {
            return null;
        }

        return long.TryParse(value.Text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum
            && number <= maximum
            ? number
            : throw Invalid(
                value,
                "is not a whole number in range",
                string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {minimum} to {maximum}."));
    }

    /// <summary>Whole numbers separated by commas or spaces; empty where none was given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: one is not a whole number, or out of range.</exception>
    public IReadOnlyList<int> WholeNumbers(Setting setting, int minimum, int maximum) =>
    [
        .. List(setting).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= minimum
            && number <= maximum
            ? number
            : throw Invalid(
                OneOfList(setting, text),
                "is not a whole number in range",
                string.Create(CultureInfo.InvariantCulture, $"Write whole numbers from {minimum} to {maximum}."))),
    ];

    /// <summary>A number with a point for decimals; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: not a number, or out of range.</exception>
    public double? Number(Setting setting, double minimum, double maximum)
    {
        if (Find(setting) is not { } value)
        {
            return null;
        }

        return double.TryParse(
            value.Text.Trim(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number)
            && number >= minimum
            && number <= maximum
            ? number
            : throw Invalid(
                value,
                "is not a number in range",
                string.Create(CultureInfo.InvariantCulture, $"Write a number from {minimum} to {maximum}."));
    }

    /// <summary>A share, written like <c>10%</c> or <c>0.1</c>: 0 to 1; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: not a share.</exception>
    public double? Share(Setting setting)
    {
        if (Find(setting) is not { } value)
        {
            return null;
        }

        var text = value.Text.Trim();
        var written = double.TryParse(
            text.TrimEnd('%').Trim(),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number);
        return written && (text.EndsWith('%') ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share
            : throw Invalid(
                AsOption(setting, value),
                "is not a share",
                "Write it like 10% or 0.1.");
    }

    /// <summary>A time span above 0, as <see cref="DurationText"/> reads it; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: not a time span, or not above 0 and up to the maximum.</exception>
    public TimeSpan? Duration(Setting setting, TimeSpan maximum) => Duration(setting, TimeSpan.FromTicks(1), maximum);

    /// <summary>A time span, as <see cref="DurationText"/> reads it; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: not a time span, or out of range.</exception>
    public TimeSpan? Duration(Setting setting, TimeSpan minimum, TimeSpan maximum)
    {
        if (Find(setting) is not { } value)
        {
            return null;
        }

        var least = minimum > TimeSpan.FromTicks(1) ? $"at least {DurationText.Format(minimum)}, " : "";
        return DurationText.TryParse(value.Text.Trim(), out var duration) && duration >= minimum && duration <= maximum
            ? duration
            : throw Invalid(
                value,
                "is not a time span in range",
                $"Write it like 90s, 5m, 1h30m or 00:05:00; {least}at most {DurationText.Format(maximum)}.");
    }

    /// <summary>One of an enum's names in any letter case; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public T? OneOf<T>(Setting setting)
        where T : struct, Enum
    {
        if (Find(setting) is not { } value)
        {
            return null;
        }

        return Named<T>(value.Text.Trim()) ?? throw Invalid(value, "does not exist", $"Write {string.Join(" or ", Enum.GetNames<T>())}.");
    }

    /// <summary>Names of an enum in any letter case, separated by commas or spaces; empty where none was given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public IReadOnlyList<T> ManyOf<T>(Setting setting)
        where T : struct, Enum =>
    [
        .. List(setting).Select(text => Named<T>(text) ?? throw Invalid(
            OneOfList(setting, text),
            "does not exist",
            $"Write one or more of {string.Join(", ", Enum.GetNames<T>())}.")),
    ];

    private static T? Named<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : null;

    /// <summary>One value of a list, with the place where the list was written.</summary>
    private SettingValue OneOfList(Setting setting, string text) => AsOption(setting, Find(setting)! with { Text = text });

    /// <summary>A value whose origin, where it is an option, is called one.</summary>
    private SettingValue AsOption(Setting setting, SettingValue value) =>
        IsOption(setting) ? value with { Origin = $"the option {value.Origin}" } : value;

    internal static BatchPerfException Invalid(SettingValue value, string problem, string nextStep) => new(
        "InvalidSetting",
        ProblemKind.InvalidInput,
        $"'{value.Text}' ({value.Origin}) {problem}.",
        nextStep);
}
