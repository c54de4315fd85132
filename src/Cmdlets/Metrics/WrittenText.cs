using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads the values of properties of objects that were stored: numbers, times, truths and names, written as text or as PowerShell
/// serialises them. Thousands separators are not taken, so that no culture takes another one's 1,5 for 15.
/// </summary>
internal static class WrittenText
{
    /// <summary>
    /// The culture in which an object's texts were written: the invariant one where PowerShell serialised it (Start-Job, Export-Clixml,
    /// remoting), the session's where a command wrote its columns (Export-Csv).
    /// </summary>
    public static CultureInfo CultureOf(PSObject input) =>
        input.TypeNames.Any(static name => name.StartsWith("Deserialized.", StringComparison.Ordinal))
            ? CultureInfo.InvariantCulture
            : CultureInfo.CurrentCulture;

    /// <summary>Reads the value of a property.</summary>
    /// <param name="stored">The value that the property holds.</param>
    /// <param name="type">The type of the value to read; may be nullable.</param>
    /// <param name="culture">The culture in which its texts were written.</param>
    /// <param name="value">The value; null where the property holds none.</param>
    /// <returns>False where it holds something else.</returns>
    public static bool TryRead(object? stored, Type type, CultureInfo culture, out object? value)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        var raw = (stored as PSObject)?.BaseObject ?? stored;
        value = bare switch
        {
            _ when raw is null or "" => null,
            _ when bare.IsInstanceOfType(raw) => raw,
            { IsEnum: true } => Named($"{stored}", bare) ?? Converted(raw, bare),
            _ when bare == typeof(DateTimeOffset) && stored is PSObject bag && Ticks(bag) is { } time => time,
            _ when raw is string text && bare != typeof(string) => Read(text, bare, culture),
            _ => Converted(raw, bare),
        };
        return value is not null || raw is null or "";
    }

    /// <summary>The problem of a text that is no value of its property.</summary>
    /// <param name="errorId">The id of the error.</param>
    /// <param name="source">The objects that can be piped, and the cmdlet that returns them, as the beginning of a clause.</param>
    /// <param name="stored">The value that the property holds.</param>
    /// <param name="name">The property.</param>
    public static BatchPerfException NotReadable(string errorId, string source, object? stored, string name) => new(
        errorId,
        ProblemKind.InvalidInput,
        $"'{PlainText.Line($"{stored}")}' is not a value for {name}.",
        $"Pipe {source} returned them, or as Import-Clixml or Import-Csv read them back in the culture in which they were written; "
            + "thousands separators are not taken.");

    private static object? Read(string text, Type bare, CultureInfo culture) =>
        bare == typeof(double) ? Number(text, culture)
        : bare == typeof(DateTimeOffset) ? MomentText.Read(text, culture)
        : bare == typeof(bool) ? (bool.TryParse(text, out var truth) ? truth : null) // to PowerShell every text is true, 'False' too
        : bare == typeof(int) || bare == typeof(long)
            ? Number(text, culture) is { } number
                && number == Math.Floor(number)
                && Math.Abs(number) <= (bare == typeof(int) ? int.MaxValue : 1L << 53)
                ? Convert.ChangeType(number, bare, CultureInfo.InvariantCulture)
                : null
        : Converted(text, bare);

    private static double? Number(string text, CultureInfo culture) =>
        double.TryParse(text, NumberStyles.Float, culture, out var number)
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number : null;

    /// <summary>By its name, also where PowerShell kept the number beside it: numbers may be another version's.</summary>
    private static object? Named(string text, Type type) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : null;

    /// <summary>A moment that was serialised with its properties.</summary>
    private static DateTimeOffset? Ticks(PSObject stored) =>
        stored.Properties[nameof(DateTimeOffset.UtcTicks)]?.Value is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static object? Converted(object? raw, Type type) =>
        LanguagePrimitives.TryConvertTo(raw, type, CultureInfo.InvariantCulture, out var value) ? value : null;
}
