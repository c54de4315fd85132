using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads fixture keys: fixtures beat the environment, parameters of their own beat both, names in the hashtable beat all.
/// </summary>
internal static class FixtureKeyReader
{
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
        var row = RunOptionTable.LocalEducationAgencyId;
        var settings = new SettingsReader(static _ => null, Environment.GetEnvironmentVariable, file: null);
        return (long?)row.Type.Read(settings, row.Setting);
    }
}
