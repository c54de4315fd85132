namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>Finds a resource that can stand for an entity which is none itself, by structure.</summary>
internal static class AbstractTargets
{
    private const string Preferred = "schools";

    /// <summary>
    /// One number as identity means any resource that is told apart by one number and has a name; more values mean a resource whose
    /// identity has the same. Of several, the one whose name is most like the entity's.
    /// </summary>
    public static ApiResource? Choose(IEnumerable<ApiResource> resources, ReferenceShape reference)
    {
        var fitting = resources.Where(r => Fits(r, reference)).ToList();
        return fitting.Find(static r => r.Segment == Preferred)
            ?? fitting.OrderByDescending(r => CommonEnd(r.Entity, reference.Entity)).FirstOrDefault();
    }

    private static bool Fits(ApiResource resource, ReferenceShape reference)
    {
        // A reference may hold a value once that the identity has in several places.
        if (resource.Identity is not { } identity
            || (identity.Leaves.Count != reference.Leaves.Count
                && identity.Leaves.Select(static l => l.Name).Distinct(StringComparer.Ordinal).Count() != reference.Leaves.Count))
        {
            return false;
        }

        return reference.Leaves is [{ Shape: ScalarShape { Type: "integer" } }]
            ? identity.Leaves[0] is { Type: "integer", Format: not "int32" }
                && resource.Document.Properties.Any(static p => p.Name.StartsWith("name", StringComparison.Ordinal))
            : LeafMatch.Of(reference, identity) is { Complete: true, Guessed: false };
    }

    private static int CommonEnd(string one, string other)
    {
        var length = 0;
        while (length < Math.Min(one.Length, other.Length) && one[^(length + 1)] == other[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
