using System.Collections;
using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads a record's properties from a hashtable, as PowerShell converts values.</summary>
internal static class HashtableValues
{
    /// <param name="target">A fresh record; its properties are set.</param>
    /// <param name="given">Names and values.</param>
    /// <param name="errorId">The id of the error.</param>
    /// <param name="what">The name of such a record in the error.</param>
    /// <exception cref="BatchPerfException">A name is not known, or a value does not fit.</exception>
    public static T Into<T>(T target, Hashtable given, string errorId, string what)
        where T : class =>
        NamedValues.Into(target, given.Cast<DictionaryEntry>().Select(Pair), Convert, errorId, what);

    private static KeyValuePair<string, object?> Pair(DictionaryEntry entry) =>
        new(System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);

    /// <summary>PowerShell's own conversion rounds fractions, so whole numbers are read without it.</summary>
    private static object? Convert(object? value, Type type)
    {
        if (type == typeof(long))
        {
            return WholeNumber.TryRead(value, out long large) ? large : throw new InvalidCastException();
        }

        if (type == typeof(int))
        {
            return WholeNumber.TryRead(value, out int number) ? number : throw new InvalidCastException();
        }

        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(double) && value is string)
        {
            return DecimalNumber.TryRead(value, out var fraction) ? fraction : throw new InvalidCastException();
        }

        return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
    }
}
