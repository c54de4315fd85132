namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>
/// The names under which query fields and references elsewhere may know a value of a reference: by the reference's role
/// (feederSchoolId), by the entity (programEducationOrganizationId), or by its own name (schoolId).
/// </summary>
internal static class LeafNames
{
    private const string Suffix = "Reference";

    /// <summary>The names in the order in which they count; only the own one for a value outside references.</summary>
    public static IEnumerable<string> Of(Field? reference, string leaf)
    {
        if (reference is not null)
        {
            if (RoleOf(reference) is { Length: > 0 } role)
            {
                yield return role + Capital(leaf);
            }

            yield return char.ToLowerInvariant(reference.Target[0]) + reference.Target[1..] + Capital(leaf);
        }

        yield return leaf;
    }

    /// <summary>
    /// Returns the part of a reference's name beyond its entity, its role: feeder for feederSchoolReference, nothing for schoolReference.
    /// </summary>
    public static string RoleOf(Field reference)
    {
        var name = reference.Name.EndsWith(Suffix, StringComparison.Ordinal) ? reference.Name[..^Suffix.Length] : reference.Name;
        return name.EndsWith(reference.Target, StringComparison.OrdinalIgnoreCase) ? name[..^reference.Target.Length] : name;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
