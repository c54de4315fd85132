namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>The descriptors among the fixtures' keys, and which of them an operator gave.</summary>
/// <param name="keys">The natural keys of the fixtures.</param>
internal sealed class KeyDescriptors(FixtureKeys keys)
{
    private static readonly FixtureKeys Usual = new();

    /// <summary>The school's grade level.</summary>
    public DescriptorUse GradeLevel => Of(nameof(keys.GradeLevelDescriptor), keys.GradeLevelDescriptor, Usual.GradeLevelDescriptor);

    /// <summary>The session's term.</summary>
    public DescriptorUse Term => Of(nameof(keys.TermDescriptor), keys.TermDescriptor, Usual.TermDescriptor);

    /// <summary>The agency's category.</summary>
    public DescriptorUse AgencyCategory => Of(
        nameof(keys.LocalEducationAgencyCategoryDescriptor),
        keys.LocalEducationAgencyCategoryDescriptor,
        Usual.LocalEducationAgencyCategoryDescriptor);

    /// <summary>The system of the course's code; null where that is to be found out.</summary>
    public DescriptorUse? CourseSystem => keys.CourseIdentificationSystemDescriptor is { } chosen
        ? Of(nameof(keys.CourseIdentificationSystemDescriptor), chosen, Usual.CourseIdentificationSystemDescriptor)
        : null;

    /// <summary>A descriptor that documents and fixtures name, with both places: the template's line and the fixture key.</summary>
    /// <param name="named">As documents name it; null where none does.</param>
    /// <param name="own">As fixtures name it.</param>
    public static DescriptorUse With(DescriptorUse? named, DescriptorUse own) => named?.Place is null ? own
        : own.IsKey ? named with { Place = $"{named.Place}, {own.Place}" }
        : named;

    /// <summary>Makes the use of a key's descriptor; one other than the usual has its key as place, since it may be misspelt.</summary>
    private static DescriptorUse Of(string name, string uri, string? usual) => uri == usual
        ? new DescriptorUse(uri, Place: null)
        : new DescriptorUse(uri, $"{new OptionKey("FixtureKey")} {name}") { IsKey = true };
}
