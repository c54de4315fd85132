using System.Collections.Frozen;
using System.Globalization;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>The values behind <c>{{fixture.…}}</c>.</summary>
internal static class FixtureTokens
{
    public const string Prefix = "fixture.";

    private static readonly FrozenDictionary<string, Func<FixtureKeys, object>> Values =
        new Dictionary<string, Func<FixtureKeys, object>>(StringComparer.OrdinalIgnoreCase)
    {
        ["localEducationAgencyId"] = static k => k.LocalEducationAgencyId,
        ["schoolId"] = static k => k.SchoolId,
        ["schoolYear"] = static k => k.SchoolYear,
        ["courseCode"] = static k => k.CourseCode,
        ["localCourseCode"] = static k => k.LocalCourseCode,
        ["sessionName"] = static k => k.SessionName,
        ["sessionBeginDate"] = static k => k.SessionBeginDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["sessionEndDate"] = static k => k.SessionEndDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["classPeriodName"] = static k => k.ClassPeriodName,
        ["classroomIdentificationCode"] = static k => k.ClassroomIdentificationCode,
        ["termDescriptor"] = static k => k.TermDescriptor,
        ["gradeLevelDescriptor"] = static k => k.GradeLevelDescriptor,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Values.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Values.ContainsKey(name);

    public static string Value(string name, FixtureKeys keys) => Convert.ToString(Values[name](keys), CultureInfo.InvariantCulture)!;
}
