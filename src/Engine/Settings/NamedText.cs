using System.Globalization;

namespace EdFi.BatchPerf.Settings;

/// <summary>Reads a record's properties from texts like <c>MaxCpuShare=0.9</c>.</summary>
internal static class NamedText
{
    /// <summary>Sets properties of whole numbers, numbers and texts.</summary>
    /// <param name="target">A fresh record; its properties are set.</param>
    /// <param name="given">One text for each property: name, <c>=</c>, value.</param>
    /// <param name="errorId">The id of the error for an invalid text.</param>
    /// <param name="what">Name for such a value, in messages.</param>
    /// <exception cref="BatchPerfException">A name is not known, or a value does not fit.</exception>
    public static T Into<T>(T target, IEnumerable<string> given, string errorId, string what)
        where T : class => NamedValues.Into(target, given.Select(Pair), Convert, errorId, what);

    private static KeyValuePair<string, object?> Pair(string text)
    {
        var parts = text.Split('=', 2);
        return new(parts[0].Trim(), parts.Length == 2 ? parts[1].Trim() : "");
    }

    private static object? Convert(object? value, Type type)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var text = (string)value!;
        return type == typeof(string) ? text.Length > 0 ? text : throw new FormatException("It is empty.")
            : type == typeof(long) ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
                ? large
                : throw new FormatException($"{text} is not a whole number.")
            : double.Parse(text, Plain, CultureInfo.InvariantCulture) is var number && type == typeof(double) ? number
            : number == Math.Truncate(number)
                && Math.Abs(number) <= int.MaxValue ? System.Convert.ChangeType(number, type, CultureInfo.InvariantCulture)
            : throw new FormatException($"{number} is not a whole number.");
    }
}
