using System.Collections.Frozen;

namespace EdFi.BatchPerf.Documents.Identity;

/// <summary>The identities of the resources that scenarios, fixtures and checks deal with.</summary>
internal static class KnownIdentities
{
    private static readonly FrozenDictionary<string, KeyFields> Resources =
        new Dictionary<string, KeyFields>(StringComparer.OrdinalIgnoreCase)
    {
        ["calendars"] = new(["calendarCode", "schoolReference.schoolId", "schoolYearTypeReference.schoolYear"]),
        ["classPeriods"] = new(["classPeriodName", "schoolReference.schoolId"]),
        ["courseOfferings"] = new(
            ["localCourseCode", "schoolReference.schoolId", "sessionReference.schoolYear", "sessionReference.sessionName"]),
        ["courses"] = new(["courseCode", "educationOrganizationReference.educationOrganizationId"]),
        ["localEducationAgencies"] = new(["localEducationAgencyId"]),
        ["locations"] = new(["classroomIdentificationCode", "schoolReference.schoolId"]),
        ["schools"] = new(["schoolId"]),
        ["schoolYearTypes"] = new(["schoolYear"]),
        ["sections"] = new(
        [
            "sectionIdentifier", "courseOfferingReference.localCourseCode", "courseOfferingReference.schoolId",
            "courseOfferingReference.schoolYear", "courseOfferingReference.sessionName",
        ]),
        ["sessions"] = new(["schoolReference.schoolId", "schoolYearTypeReference.schoolYear", "sessionName"]),
        ["students"] = new(["studentUniqueId"]),
        ["studentSchoolAssociations"] = new(["entryDate", "schoolReference.schoolId", "studentReference.studentUniqueId"]),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly KeyFields Descriptor = new(["namespace", "codeValue"]);

    /// <summary>The identity of a resource; null where it is not known here.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Resources.Keys.Order(StringComparer.Ordinal)];

    public static KeyFields? Of(string resource)
        => Resources.TryGetValue(resource, out var known) ? known
            : resource.EndsWith("Descriptors", StringComparison.OrdinalIgnoreCase) ? Descriptor
            : null;
}
