using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads numbers, times and truths that were written as text, with Export-Csv in the culture of the session or else in the invariant one.
/// No thousands are taken, so that no culture takes another one's 1,5 for 15.
/// </summary>
internal static class WrittenText
{
    /// <summary>True for numbers, times and truths, and what may be one of them or null.</summary>
    public static bool Reads(Type type)
    {
        var bare = Bare(type);
        return bare == typeof(double) || bare == typeof(int) || bare == typeof(long) || bare == typeof(DateTimeOffset) || bare == typeof(bool);
    }

    /// <summary>
    /// The culture in which an object's texts were written: the invariant one where PowerShell serialised it (Start-Job, Export-Clixml,
    /// remoting), the session's where a command wrote its columns (Export-Csv).
    /// </summary>
    public static CultureInfo CultureOf(PSObject input) =>
        input.TypeNames.Any(static name => name.StartsWith("Deserialized.", StringComparison.Ordinal))
            ? CultureInfo.InvariantCulture
            : CultureInfo.CurrentCulture;

    /// <summary>The value of a type that <see cref="Reads"/> takes; null where the text is none in this culture.</summary>
    public static object? Read(string text, Type type, CultureInfo culture)
    {
        var bare = Bare(type);
        return bare == typeof(double) ? Number(text, culture)
            : bare == typeof(DateTimeOffset) ? MomentText.Read(text, culture)
            : bare == typeof(bool) ? (bool.TryParse(text, out var truth) ? truth : null) // to PowerShell every text is true, 'False' too
            : Number(text, culture) is { } number && number == Math.Floor(number) && Math.Abs(number) <= (bare == typeof(int) ? int.MaxValue : 1L << 53)
                ? Convert.ChangeType(number, bare, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>The problem of a text that is no value of its property.</summary>
    /// <param name="errorId">Of which the object is none.</param>
    /// <param name="source">What could have been piped, and which cmdlet returns it.</param>
    /// <param name="text">The text.</param>
    /// <param name="name">The property.</param>
    /// <param name="inner">What said so; null for none.</param>
    public static BatchPerfException NotReadable(string errorId, string source, string text, string name, Exception? inner) => new(
        errorId,
        ProblemKind.InvalidInput,
        $"'{PlainText.Line(text)}' is not a value for {name}.",
        $"Pipe {source} returned them, or as Import-Clixml or Import-Csv read them back in the culture in which they were written; "
            + "thousands separators are not taken.",
        inner);

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static double? Number(string text, CultureInfo culture) =>
        double.TryParse(text, NumberStyles.Float, culture, out var number)
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number : null;
}
