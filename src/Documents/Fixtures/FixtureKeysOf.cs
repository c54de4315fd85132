using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Reads back the keys that fixtures were made with, so that a load refers to those that were passed to it.</summary>
internal static class FixtureKeysOf
{
    public static FixtureKeys Fixtures(IEnumerable<BatchFixture> fixtures)
    {
        var keys = new FixtureKeys();
        foreach (var fixture in fixtures.Where(static f => f.Name is null)) // those of templates have no part in the keys
        {
            using var key = JsonDocument.Parse(fixture.NaturalKey);
            keys = Add(keys, fixture.Resource, key.RootElement);
        }

        return keys;
    }

    private static FixtureKeys Add(FixtureKeys keys, string resource, JsonElement key) => resource switch
    {
        "localEducationAgencies" => keys with { LocalEducationAgencyId = key.GetProperty("localEducationAgencyId").GetInt64() },
        "schools" => keys with { SchoolId = key.GetProperty("schoolId").GetInt64() },
        "courses" => keys with { CourseCode = Text(key, "courseCode") },
        "sessions" => keys with { SessionName = Text(key, "sessionName"), SchoolYear = key.GetProperty("schoolYear").GetInt32() },
        "courseOfferings" => keys with { LocalCourseCode = Text(key, "localCourseCode") },
        "classPeriods" => keys with { ClassPeriodName = Text(key, "classPeriodName") },
        "locations" => keys with { ClassroomIdentificationCode = Text(key, "classroomIdentificationCode") },
        _ => keys,
    };

    private static string Text(JsonElement key, string name) => key.GetProperty(name).GetString() ?? "";
}
