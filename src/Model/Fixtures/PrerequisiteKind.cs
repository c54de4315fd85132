namespace EdFi.BatchPerf;

/// <summary>Sorts of things that fixtures and documents stand on.</summary>
public enum PrerequisiteKind
{
    /// <summary>A descriptor.</summary>
    Descriptor,

    /// <summary>A school year type.</summary>
    SchoolYear,

    /// <summary>The local education agency.</summary>
    EducationAgency,
}
