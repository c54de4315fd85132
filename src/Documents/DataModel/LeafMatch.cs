using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>
/// Pairs each value of a reference with one of its target's identity. Names agree; or the reference's has the target's role in front
/// (<c>feederSchoolId</c> for <c>schoolId</c>), or the target's has; the remaining ones are paired in order.
/// </summary>
internal sealed class LeafMatch
{
    private readonly Dictionary<string, IdentityLeaf> _leaves = new(StringComparer.Ordinal);

    private LeafMatch()
    {
    }

    /// <summary>True where every value of the reference has its own counterpart.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>True where names alone did not tell.</summary>
    public bool Guessed { get; private set; }

    public static LeafMatch Of(ReferenceShape reference, ResourceIdentity identity)
    {
        var match = new LeafMatch();
        List<IdentityLeaf> free = [.. identity.Leaves];
        List<PropertyShape> open = [.. reference.Leaves];
        match.Pair(open, free, static (leaf, own) => leaf == own.Name);
        match.Pair(open, free, static (leaf, own) => own.Paths.Any(p => EndsWith(leaf, Joined(p))));
        match.Pair(open, free, static (leaf, own) => EndsWith(leaf, own.Name) || EndsWith(own.Name, leaf));
        match.Guessed = open.Count > 0;
        match.Pair(open, free, static (_, _) => true);
        foreach (var leaf in open)
        {
            // A value that stands in several places of the target's identity is given once.
            match.Complete = identity.Leaves.FirstOrDefault(l => l.Name == leaf.Name) is { } same && match.Add(leaf.Name, same)
                && match.Complete;
        }

        return match;
    }

    /// <summary>The value of an identity that a name means which the reference's schema does not have; null where none is.</summary>
    public static IdentityLeaf? Named(ResourceIdentity identity, string name)
        => identity.Leaves.FirstOrDefault(l => l.Name == name)
            ?? identity.Leaves.FirstOrDefault(l => l.Paths.Any(p => EndsWith(name, Joined(p))))
            ?? identity.Leaves.FirstOrDefault(l => EndsWith(name, l.Name));

    /// <summary>The counterpart; null where there is none.</summary>
    public IdentityLeaf? this[string leaf] => _leaves.GetValueOrDefault(leaf);

    private void Pair(List<PropertyShape> open, List<IdentityLeaf> free, Func<string, IdentityLeaf, bool> same)
    {
        foreach (var leaf in open.ToArray())
        {
            if (free.Find(own => Alike(leaf, own) && same(leaf.Name, own)) is { } found)
            {
                Add(leaf.Name, found);
                open.Remove(leaf);
                free.Remove(found);
            }
        }
    }

    private bool Add(string name, IdentityLeaf leaf) => _leaves.TryAdd(name, leaf);

    private static bool Alike(PropertyShape leaf, IdentityLeaf own)
        => leaf.Shape is ScalarShape shape && shape.Type == own.Type && leaf.IsDescriptor == own.IsDescriptor;

    /// <summary>
    /// The name under which a path's value is known where several of the same name are: <c>programEducationOrganizationId</c>.
    /// </summary>
    private static string Joined(string path)
    {
        var parts = path.Split('.');
        return parts.Length < 2 ? path : parts[0].Replace("Reference", "", StringComparison.Ordinal) + parts[^1];
    }

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
