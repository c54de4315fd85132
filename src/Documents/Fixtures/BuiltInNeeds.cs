using System.Collections.Frozen;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// Built-in fixtures that have to be there for the documents to be sent. The others are made where the server takes them, because
/// templates may name them by their values, but nothing stops without them.
/// </summary>
internal sealed class BuiltInNeeds
{
    private const string Agencies = "localEducationAgencies";
    private const string Years = "schoolYearTypes";

    /// <summary>Fixtures that each refers to, by endpoint segment.</summary>
    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["schools"] = [Agencies],
        ["courses"] = ["schools"],
        ["sessions"] = ["schools", Years],
        ["courseOfferings"] = ["courses", "sessions"],
        ["classPeriods"] = ["schools"],
        ["locations"] = ["schools"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fixture whose value each token of a template is.</summary>
    private static readonly FrozenDictionary<string, string> Owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["localEducationAgencyId"] = Agencies,
        ["schoolId"] = "schools",
        ["schoolYear"] = Years,
        ["courseCode"] = "courses",
        ["sessionName"] = "sessions",
        ["localCourseCode"] = "courseOfferings",
        ["classPeriodName"] = "classPeriods",
        ["classroomIdentificationCode"] = "locations",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string>? _segments;

    private BuiltInNeeds(HashSet<string>? segments) => _segments = segments;

    /// <summary>All of them.</summary>
    public static BuiltInNeeds All { get; } = new(null);

    /// <summary>Fixtures that tokens name, and the fixtures that these refer to.</summary>
    /// <param name="tokens">The texts behind <c>fixture.</c>.</param>
    public static BuiltInNeeds Of(IEnumerable<string> tokens)
    {
        var segments = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in tokens)
        {
            Visit(Owners.GetValueOrDefault(token));
        }

        return new BuiltInNeeds(segments);

        void Visit(string? segment)
        {
            if (segment is not null && segments.Add(segment))
            {
                Array.ForEach(Parents.GetValueOrDefault(segment) ?? [], Visit);
            }
        }
    }

    /// <summary>Text that is equal for equal needs.</summary>
    public string Signature => _segments is null ? "*" : string.Join(',', _segments.Order(StringComparer.OrdinalIgnoreCase));

    /// <summary>True for a resource whose fixture has to be there.</summary>
    public bool Has(string segment) => _segments?.Contains(segment) ?? true;

    /// <summary>True where a prerequisite has to be there for one of the fixtures.</summary>
    public bool Has(BatchPrerequisite item, FixtureKeys keys) => item.Kind switch
    {
        PrerequisiteKind.EducationAgency => Has(Agencies),
        PrerequisiteKind.SchoolYear => Has(Years),
        _ when item is { Place: not null, IsOfKey: false } => true, // a template names it
        _ when Is(item, EdFiDescriptors.SchoolCategory) || Is(item, keys.GradeLevelDescriptor) => Has("schools"),
        _ when Is(item, keys.TermDescriptor) => Has("sessions"),
        _ when Is(item, EdFiDescriptors.AgencyCategory) || Is(item, keys.LocalEducationAgencyCategoryDescriptor) => Has(Agencies),
        _ when item.Resource == "courseIdentificationSystemDescriptors" => Has("courses"),
        _ => true,
    };

    private static bool Is(BatchPrerequisite item, string uri) => string.Equals(item.Key, uri, StringComparison.OrdinalIgnoreCase);
}
