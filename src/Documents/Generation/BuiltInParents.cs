using System.Collections.Frozen;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>The resources of which the built-in fixtures have a document, with the tokens of their own key fields.</summary>
internal static class BuiltInParents
{
    private static readonly FrozenDictionary<string, string> Tokens = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["localEducationAgencies.localEducationAgencyId"] = "{{#fixture.localEducationAgencyId}}",
        ["schools.schoolId"] = "{{#fixture.schoolId}}",
        ["schoolYearTypes.schoolYear"] = "{{#fixture.schoolYear}}",
        ["courses.courseCode"] = "{{fixture.courseCode}}",
        ["sessions.sessionName"] = "{{fixture.sessionName}}",
        ["courseOfferings.localCourseCode"] = "{{fixture.localCourseCode}}",
        ["classPeriods.classPeriodName"] = "{{fixture.classPeriodName}}",
        ["locations.classroomIdentificationCode"] = "{{fixture.classroomIdentificationCode}}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Segments =
        Tokens.Keys.Select(static k => k[..k.IndexOf('.', StringComparison.Ordinal)]).ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(string segment) => Segments.Contains(segment);

    /// <summary>The token of a document's own key field; null where it has none.</summary>
    public static string? Token(string segment, string property) => Tokens.GetValueOrDefault($"{segment}.{property}");
}
