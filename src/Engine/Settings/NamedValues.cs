using System.Reflection;

namespace EdFi.BatchPerf.Settings;

/// <summary>Sets a record's properties by name, in any letter case.</summary>
public static class NamedValues
{
    /// <summary>The names that <typeparamref name="T"/> has.</summary>
    public static IReadOnlyList<string> Names<T>() => [.. Properties<T>().Select(static p => p.Name)];

    /// <summary>Sets properties.</summary>
    /// <param name="target">A fresh record; its properties are set.</param>
    /// <param name="given">Names and values, as the host has them.</param>
    /// <param name="convert">
    /// Makes a value of a type; throws <see cref="FormatException"/> or <see cref="InvalidCastException"/> where it does not fit.
    /// </param>
    /// <param name="errorId">The id of the error for an invalid value.</param>
    /// <param name="what">Name for such a value, in messages.</param>
    /// <exception cref="BatchPerfException">A name is not known, or a value does not fit.</exception>
    public static T Into<T>(
        T target,
        IEnumerable<KeyValuePair<string, object?>> given,
        Func<object?, Type, object?> convert,
        string errorId,
        string what)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(convert);
        foreach (var (name, value) in given)
        {
            var property = Properties<T>().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new BatchPerfException(
                    errorId,
                    ProblemKind.InvalidInput,
                    $"'{name}' is not a {what}.",
                    Unknown(name, Names<T>()));
            try
            {
                property.SetValue(target, convert(value, property.PropertyType));
            }
            catch (Exception exception) when (exception is FormatException or InvalidCastException)
            {
                throw new BatchPerfException(
                    errorId,
                    ProblemKind.InvalidInput,
                    $"'{value}' does not fit the {what} {property.Name}.",
                    property.PropertyType == typeof(long) || property.PropertyType == typeof(int) ? "Give a whole number."
                        : $"Give a value of the type {property.PropertyType.Name}.",
                    exception);
            }
        }

        return target;
    }

    /// <summary>The nearest where there are some, else all of them: nothing else lists them.</summary>
    private static string Unknown(string name, IReadOnlyList<string> known) =>
        Spelling.Guess(name, known.Select(static n => (n, n))) is { Length: > 0 } guess ? guess.TrimEnd()
            : $"Known ones are {string.Join(", ", known)}.";

    private static IEnumerable<PropertyInfo> Properties<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.CanWrite);
}
