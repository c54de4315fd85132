using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Finds the targets of references: the resource of their entity, or the subclasses of one that no resource has.</summary>
internal sealed class ReferenceTargets
{
    private readonly IReadOnlyList<ResourceDraft> _drafts;
    private readonly ILookup<string, ResourceDraft> _byEntity;
    private readonly Dictionary<string, ResourceDraft[]> _subclasses = new(StringComparer.OrdinalIgnoreCase);

    public ReferenceTargets(IReadOnlyList<ResourceDraft> drafts)
    {
        _drafts = drafts;
        _byEntity = drafts.Where(static draft => !draft.IsDescriptor)
            .ToLookup(static draft => Plain(draft.Source.Entity), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>True where no resource has the reference's entity, so that it points at subclasses.</summary>
    public bool IsAbstract(Field reference) => !_byEntity.Contains(Plain(reference.Target));

    /// <param name="project">The project of the resource that refers: of two resources of one name, its own counts.</param>
    /// <param name="reference">The reference.</param>
    public ResourceDraft[] Of(string project, Field reference)
    {
        var named = _byEntity[Plain(reference.Target)].ToArray();
        return named.Length == 0 ? Subclasses(reference) : [named.FirstOrDefault(d => d.Source.Project == project) ?? named[0]];
    }

    /// <summary>
    /// For each value of the target's identity, the reference's value that stands for it; null where the two cannot be brought together.
    /// </summary>
    public static Field[]? Match(Field reference, ResourceDraft target)
    {
        var parts = reference.Children.Fields;
        var found = new Field?[target.Identity.Length];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = target.Identity[i].Names
                .Select(name => Array.Find(parts, part => part.Name == name))
                .FirstOrDefault(static part => part is not null);
        }

        var spare = parts.Except(found).ToArray();
        if (spare is [{ } last] && found.Count(static f => f is null) == 1)
        {
            found[Array.IndexOf(found, null)] = last;
        }

        var matched = found.OfType<Field>().ToArray();
        return matched.Length < found.Length || found.Length == 0 ? null : matched;
    }

    private ResourceDraft[] Subclasses(Field reference)
    {
        if (!_subclasses.TryGetValue(reference.Target, out var found))
        {
            found = [.. _drafts.Where(draft => IsSubclass(reference, draft))];
            var category = reference.Target + "CategoryDescriptor";
            var categorised = Array.FindAll(
                found,
                draft => draft.Fields.SelectMany(static field => field.Flatten()).Any(field => Is(field.Name, category)));
            _subclasses.Add(reference.Target, found = categorised.Length > 0 ? categorised : found);
        }

        return found;
    }

    /// <summary>
    /// A subclass has the same values in its identity. Only where there is a single number, it may have a name of its own: schoolId stands
    /// for educationOrganizationId.
    /// </summary>
    private static bool IsSubclass(Field reference, ResourceDraft draft)
    {
        var parts = reference.Children.Fields;
        return parts is [{ Kind: FieldKind.Integer }]
            ? draft.Identity is [{ Reference: null, Value: { Kind: FieldKind.Integer } own }] && Is(own.Name, draft.Source.Entity + "Id")
            : Match(reference, draft) is { } found
                && found.Distinct().Count() == parts.Length
                && draft.Identity.All(leaf => leaf.Names.Any(name => Array.Exists(parts, part => part.Name == name)));
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string entity) => entity.Replace("_", "", StringComparison.Ordinal);
}
