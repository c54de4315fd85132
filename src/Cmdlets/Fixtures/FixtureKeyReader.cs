using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads fixture keys from a hashtable, whose names are the properties of <see cref="FixtureKeys"/> in any letter case.</summary>
internal static class FixtureKeyReader
{
    private const string Variable = "PERF_LOCAL_EDUCATION_ORGANIZATION_ID";

    public static IReadOnlyList<string> Names { get; } = [.. Properties().Select(static p => p.Name)];

    /// <exception cref="BatchPerfException">A name is not known, or a value does not fit.</exception>
    public static FixtureKeys Read(Hashtable given, long agency, int schoolYear)
    {
        var keys = new FixtureKeys();
        var id = agency != 0 ? agency : FromEnvironment();
        keys = id is { } number ? keys with { LocalEducationAgencyId = number } : keys;
        keys = schoolYear != 0 ? keys with { SchoolYear = schoolYear } : keys;
        keys = keys with { };
        foreach (DictionaryEntry entry in given)
        {
            Set(keys, entry);
        }

        return keys;
    }

    private static void Set(FixtureKeys keys, DictionaryEntry entry)
    {
        var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
        var property = Properties().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new BatchPerfException("FixtureKeyInvalid", ProblemKind.InvalidInput, $"'{name}' is not a fixture key.", $"Known ones are {string.Join(", ", Names)}.");
        try
        {
            property.SetValue(keys, LanguagePrimitives.ConvertTo(entry.Value, property.PropertyType, CultureInfo.InvariantCulture));
        }
        catch (PSInvalidCastException exception)
        {
            throw new BatchPerfException("FixtureKeyInvalid", ProblemKind.InvalidInput, $"'{entry.Value}' does not fit the fixture key {property.Name}.", $"Give a value of the type {property.PropertyType.Name}.", exception);
        }
    }

    private static long? FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(text) ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id
            : throw new BatchPerfException("InvalidSetting", ProblemKind.InvalidInput, $"'{text}' (the environment variable {Variable}) is not an education agency's id.", "Write a whole number above 0.");
    }

    private static IEnumerable<PropertyInfo> Properties() => typeof(FixtureKeys).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.CanWrite);
}
