using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads a record's properties from a hashtable, by name in any letter case.</summary>
internal static class NamedValues
{
    /// <summary>The names that <typeparamref name="T"/> has.</summary>
    public static IReadOnlyList<string> Names<T>() => [.. Properties<T>().Select(static p => p.Name)];

    /// <param name="target">A fresh record; its properties are set.</param>
    /// <param name="given">Names and values.</param>
    /// <param name="errorId">The id of the error that says what is wrong.</param>
    /// <param name="what">What such a value is called.</param>
    /// <exception cref="BatchPerfException">A name is not known, or a value does not fit.</exception>
    public static T Into<T>(T target, Hashtable given, string errorId, string what)
        where T : class
    {
        foreach (DictionaryEntry entry in given)
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            var property = Properties<T>().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new BatchPerfException(errorId, ProblemKind.InvalidInput, $"'{name}' is not a {what}.", $"Known ones are {string.Join(", ", Names<T>())}.");
            try
            {
                property.SetValue(target, LanguagePrimitives.ConvertTo(entry.Value, property.PropertyType, CultureInfo.InvariantCulture));
            }
            catch (PSInvalidCastException exception)
            {
                throw new BatchPerfException(errorId, ProblemKind.InvalidInput, $"'{entry.Value}' does not fit the {what} {property.Name}.", $"Give a value of the type {property.PropertyType.Name}.", exception);
            }
        }

        return target;
    }

    private static IEnumerable<PropertyInfo> Properties<T>() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.CanWrite);
}
