using System.Collections.Frozen;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>The identities of the resources that this program knows by itself, with the ranges of their values.</summary>
internal static class BuiltInIdentities
{
    private const string Project = "ed-fi";

    private static readonly FrozenDictionary<string, IdentityLeaf> Values = new IdentityLeaf[]
    {
        new("calendarCode", []) { MaxLength = 120 },
        new("classPeriodName", []) { MaxLength = 60 },
        new("classroomIdentificationCode", []) { MaxLength = 60 },
        new("codeValue", []) { MaxLength = 50 },
        new("courseCode", []) { MaxLength = 60 },
        new("educationOrganizationId", []) { Type = "integer", Format = "int64" },
        new("entryDate", []) { Format = "date" },
        new("localCourseCode", []) { MaxLength = 60 },
        new("localEducationAgencyId", []) { Type = "integer", Format = "int64" },
        new("namespace", []) { MaxLength = 255 },
        new("schoolId", []) { Type = "integer", Format = "int64" },
        new("schoolYear", []) { Type = "integer", Format = "int32" },
        new("sectionIdentifier", []) { MaxLength = 255 },
        new("sessionName", []) { MaxLength = 60 },
        new("studentUniqueId", []) { MaxLength = 32 },
    }.ToFrozenDictionary(static l => l.Name, StringComparer.Ordinal);

    /// <summary>The identity of a resource, in any letter case; null where it is not built in.</summary>
    public static ResourceIdentity? Of(string resource) => KnownIdentities.Of(resource) is { } known
        ? new ResourceIdentity(
            Project,
            resource,
            [.. known.Paths.Select(static path => Values[path[(path.LastIndexOf('.') + 1)..]] with { Paths = [path] })])
        : null;
}
