using System.Globalization;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads fixture keys: fixtures beat the environment, parameters of their own beat both, names in the hashtable beat all.
/// </summary>
internal static class FixtureKeyReader
{
    private const string Variable = "PERF_LOCAL_EDUCATION_ORGANIZATION_ID";

    /// <exception cref="BatchPerfException">A name is not known, or a value does not fit.</exception>
    public static FixtureKeys Read(IFixtureParameters given, params BatchFixture[] fixtures)
    {
        var keys = FixtureKeysOf.Fixtures(fixtures);
        var id = given.LocalEducationAgencyId != 0 ? given.LocalEducationAgencyId : fixtures.Length > 0 ? null : FromEnvironment();
        keys = id is { } number ? keys with { LocalEducationAgencyId = number } : keys;
        keys = given.SchoolYear != 0 ? keys with { SchoolYear = given.SchoolYear } : keys;
        return HashtableValues.Into(keys, given.FixtureKey, "FixtureKeyInvalid", "fixture key");
    }

    private static long? FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(text) ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id
            : throw new BatchPerfException(
                "InvalidSetting",
                ProblemKind.InvalidInput,
                $"'{text}' (the environment variable {Variable}) is not an education agency's id.",
                "Write a whole number above 0.");
    }
}
