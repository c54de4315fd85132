using System.Globalization;

namespace EdFi.BatchPerf.Settings;

/// <summary>Type of an option's value: its format, its reading and its range.</summary>
internal sealed record OptionType
{
    private readonly Func<SettingsReader, Setting, object?> _read;

    private OptionType(string placeholder, Func<SettingsReader, Setting, object?> read, OptionKind kind = OptionKind.Single)
    {
        Placeholder = placeholder;
        Kind = kind;
        _read = read;
    }

    /// <summary>Number of values that the option takes.</summary>
    public OptionKind Kind { get; }

    /// <summary>Placeholder of the value in the help, for example <c>n</c>.</summary>
    public string Placeholder { get; init; }

    /// <summary>The smallest value; null where values have no order.</summary>
    public IComparable? Least { get; private init; }

    /// <summary>The largest value; null where values have no order.</summary>
    public IComparable? Most { get; private init; }

    /// <summary>True for a path, or several.</summary>
    public bool IsPath { get; private init; }

    /// <summary>True for a share, 0 to 1, which is written like <c>10%</c>.</summary>
    public bool IsShare { get; private init; }

    /// <summary>"1 to 100000", "1ms to 30 days"; empty where values have no order.</summary>
    public string Range => Least is null || Most is null ? "" : $"{Text(Least)} to {Text(Most)}";

    /// <summary>True, false, or nothing, which means true.</summary>
    public static OptionType Flag { get; } = new("bool", static (settings, setting) => settings.Flag(setting), OptionKind.Flag);

    /// <summary>0 to 1, written like <c>10%</c> or <c>0.1</c>.</summary>
    public static OptionType Share { get; } =
        new("share", static (settings, setting) => settings.Share(setting)) { Least = 0.0, Most = 1.0, IsShare = true };

    /// <summary>A share that is not none: 0.0001 to 1.</summary>
    public static OptionType Sample { get; } = Share with { Least = 0.0001 };

    /// <summary>A path.</summary>
    public static OptionType Path { get; } = new("path", static (settings, setting) => settings.Text(setting)) { IsPath = true };

    /// <summary>Paths.</summary>
    public static OptionType Paths { get; } = new(
        "path ...",
        static (settings, setting) => settings.Lines(setting) is { Count: > 0 } paths ? paths : null,
        OptionKind.List) { IsPath = true };

    /// <summary>A whole number, read as <see cref="int"/>.</summary>
    public static OptionType Whole(int least, int most) =>
        new("n", (settings, setting) => (int?)settings.WholeNumber(setting, least, most)) { Least = least, Most = most };

    /// <summary>A large whole number, read as <see cref="long"/>.</summary>
    public static OptionType Large(long least, long most) =>
        new("n", (settings, setting) => settings.WholeNumber(setting, least, most)) { Least = least, Most = most };

    /// <summary>Whole numbers, read as a list of <see cref="int"/>.</summary>
    public static OptionType WholeList(int least, int most) => new(
        "n ...",
        (settings, setting) => settings.WholeNumbers(setting, least, most) is { Count: > 0 } numbers ? numbers : null,
        OptionKind.List) { Least = least, Most = most };

    /// <summary>A number with a point for decimals.</summary>
    public static OptionType Number(double least, double most) =>
        new("n", (settings, setting) => settings.Number(setting, least, most)) { Least = least, Most = most };

    /// <summary>A time span.</summary>
    public static OptionType Time(TimeSpan least, TimeSpan most) =>
        new("time", (settings, setting) => settings.Duration(setting, least, most)) { Least = least, Most = most };

    /// <summary>One of an enum's names.</summary>
    public static OptionType OneOf<T>()
        where T : struct, Enum => new("kind", static (settings, setting) => settings.OneOf<T>(setting));

    /// <summary>One or more of an enum's names.</summary>
    public static OptionType ManyOf<T>()
        where T : struct, Enum => new(
            "name ...",
            static (settings, setting) => settings.ManyOf<T>(setting) is { Count: > 0 } names ? names : null,
            OptionKind.List);

    /// <summary>One text of a form of its own.</summary>
    /// <param name="placeholder">Placeholder of the value in the help.</param>
    /// <param name="read">Makes a value of it, or of null where it was not given; null for no value.</param>
    public static OptionType Text(string placeholder, Func<SettingValue?, object?> read) =>
        new(placeholder, (settings, setting) => read(settings.Find(setting)));

    /// <summary>Texts without spaces and commas.</summary>
    /// <param name="placeholder">Placeholder of the values in the help.</param>
    /// <param name="read">Makes a value of one or more.</param>
    public static OptionType List(string placeholder, Func<IReadOnlyList<string>, object> read) => new(
        placeholder,
        (settings, setting) => settings.List(setting) is { Count: > 0 } texts ? read(texts) : null,
        OptionKind.List);

    /// <summary>Texts that may hold spaces and commas.</summary>
    /// <inheritdoc cref="List"/>
    public static OptionType Lines(string placeholder, Func<IReadOnlyList<string>, object> read) => new(
        placeholder,
        (settings, setting) => settings.Lines(setting) is { Count: > 0 } texts ? read(texts) : null,
        OptionKind.List);

    /// <summary>A moment with its offset from UTC; see <see cref="MomentSetting"/>.</summary>
    public static OptionType Moment { get; } =
        new("moment", static (settings, setting) => MomentSetting.Read(settings, setting));

    /// <summary>A share of a plan, written like <c>2/8</c>; see <see cref="SegmentSetting"/>.</summary>
    public static OptionType Segment { get; } =
        new("n/count", static (settings, setting) => SegmentSetting.Read(settings, setting));

    /// <summary>Reads the value; null where it was not given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>, or an error of the type's own.</exception>
    public object? Read(SettingsReader settings, Setting setting) => _read(settings, setting);

    /// <summary>True where a value lies in the range; where it has another type than the bounds, or there are none, too.</summary>
    public bool Holds(object value) => Least is null || Most is null || Least.GetType() != value.GetType()
        || (Least.CompareTo(value) <= 0 && Most.CompareTo(value) >= 0);

    /// <summary>A value as it is written.</summary>
    public static string Text(object value) => value switch
    {
        TimeSpan time when time >= TimeSpan.FromDays(1) && time.Ticks % TimeSpan.TicksPerDay == 0 =>
            time.Days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{time.Days} days"),
        TimeSpan time => DurationText.Format(time),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
