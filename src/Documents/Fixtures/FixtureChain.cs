using System.Globalization;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>The fixtures in the order in which they must exist.</summary>
internal static class FixtureChain
{
    public static FixtureDefinition Agency(FixtureKeys keys) => new(
        "localEducationAgencies",
        new JsonObject
        {
            ["localEducationAgencyId"] = keys.LocalEducationAgencyId,
            ["nameOfInstitution"] = Invariant($"EdFi.BatchPerf agency {keys.LocalEducationAgencyId}"),
            ["localEducationAgencyCategoryDescriptor"] = keys.LocalEducationAgencyCategoryDescriptor,
            ["categories"] = new JsonArray(new JsonObject { ["educationOrganizationCategoryDescriptor"] = EdFiDescriptors.AgencyCategory }),
        },
        "nameOfInstitution");

    /// <summary>Everything below the agency.</summary>
    /// <param name="keys">Their natural keys.</param>
    /// <param name="courseIdentificationSystem">The sort of the course's code.</param>
    public static IReadOnlyList<FixtureDefinition> BelowAgency(FixtureKeys keys, string courseIdentificationSystem)
        => [School(keys), Course(keys, courseIdentificationSystem), Session(keys), CourseOffering(keys), ClassPeriod(keys), Location(keys)];

    private static FixtureDefinition School(FixtureKeys keys) => new(
        "schools",
        new JsonObject
        {
            ["schoolId"] = keys.SchoolId,
            ["nameOfInstitution"] = Invariant($"EdFi.BatchPerf school {keys.SchoolId}"),
            ["educationOrganizationCategories"] = new JsonArray(
                new JsonObject { ["educationOrganizationCategoryDescriptor"] = EdFiDescriptors.SchoolCategory }),
            ["gradeLevels"] = new JsonArray(new JsonObject { ["gradeLevelDescriptor"] = keys.GradeLevelDescriptor }),
            ["localEducationAgencyReference"] = new JsonObject { ["localEducationAgencyId"] = keys.LocalEducationAgencyId },
        },
        "nameOfInstitution");

    private static FixtureDefinition Course(FixtureKeys keys, string system) => new(
        "courses",
        new JsonObject
        {
            ["courseCode"] = keys.CourseCode,
            ["courseTitle"] = "EdFi.BatchPerf course",
            ["numberOfParts"] = 1,
            ["educationOrganizationReference"] = new JsonObject { ["educationOrganizationId"] = keys.SchoolId },
            ["identificationCodes"] = new JsonArray(new JsonObject
            {
                ["courseIdentificationSystemDescriptor"] = system,
                ["identificationCode"] = keys.CourseCode,
            }),
        },
        "courseTitle");

    private static FixtureDefinition Session(FixtureKeys keys) => new("sessions", new JsonObject
    {
        ["sessionName"] = keys.SessionName,
        ["schoolReference"] = new JsonObject { ["schoolId"] = keys.SchoolId },
        ["schoolYearTypeReference"] = new JsonObject { ["schoolYear"] = keys.SchoolYear },
        ["beginDate"] = keys.SessionBeginDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["endDate"] = keys.SessionEndDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["termDescriptor"] = keys.TermDescriptor,
        ["totalInstructionalDays"] = 80,
    });

    private static FixtureDefinition CourseOffering(FixtureKeys keys) => new("courseOfferings", new JsonObject
    {
        ["localCourseCode"] = keys.LocalCourseCode,
        ["schoolReference"] = new JsonObject { ["schoolId"] = keys.SchoolId },
        ["courseReference"] = new JsonObject { ["courseCode"] = keys.CourseCode, ["educationOrganizationId"] = keys.SchoolId },
        ["sessionReference"] = new JsonObject
        {
            ["schoolId"] = keys.SchoolId,
            ["schoolYear"] = keys.SchoolYear,
            ["sessionName"] = keys.SessionName,
        },
    });

    private static FixtureDefinition ClassPeriod(FixtureKeys keys) => new("classPeriods", new JsonObject
    {
        ["classPeriodName"] = keys.ClassPeriodName,
        ["schoolReference"] = new JsonObject { ["schoolId"] = keys.SchoolId },
    });

    private static FixtureDefinition Location(FixtureKeys keys) => new("locations", new JsonObject
    {
        ["classroomIdentificationCode"] = keys.ClassroomIdentificationCode,
        ["schoolReference"] = new JsonObject { ["schoolId"] = keys.SchoolId },
    });

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
