using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>
/// Finds the values of a document that say the same thing in several references and have to agree, such as the school of a section's course
/// offering and of its class periods. They have the same name, no role that tells them apart, and come from the same value of the same
/// entity; values within lists have to agree with one at the top, not with each other alone.
/// </summary>
/// <param name="targets">Targets of references.</param>
/// <param name="flagsReferences">
/// True where the document flags references. If it does, it does not say whether an optional reference is about something else.
/// </param>
internal sealed class Unification(ReferenceTargets targets, bool flagsReferences)
{
    private const int DeepestChain = 16;

    /// <summary>Numbers the groups of a resource's values.</summary>
    public void Apply(ResourceDraft draft)
    {
        var next = 0;
        var groups = draft.Fields.SelectMany(field => Uses(field, draft))
            .Where(leaf => !IsOfAbstract(leaf))
            .GroupBy(leaf => (Name: NameOf(draft, leaf), Origin: OriginOf(draft.Source.Project, leaf, 0)));
        foreach (var group in groups.Where(static g => g.Key.Name.Length > 0 && g.Skip(1).Any())
            .Where(group => group.Any(leaf => draft.Fields.Contains(leaf.Reference))))
        {
            foreach (var leaf in group)
            {
                leaf.Value.Group = next;
            }

            next++;
        }
    }

    /// <summary>The references that count: all in lists; at the top those of the identity and required ones.</summary>
    private IEnumerable<Leaf> Uses(Field field, ResourceDraft draft) => field.Kind switch
    {
        FieldKind.Reference when !flagsReferences || field.IsRequired || Array.Exists(draft.Identity, leaf => leaf.Reference == field) =>
            Leaf.Of(field),
        FieldKind.List => field.Children.Fields.SelectMany(static child => child.Flatten())
            .Where(static child => child.Kind == FieldKind.Reference)
            .SelectMany(Leaf.Of),
        _ => [],
    };

    /// <summary>The value of an abstract entity may differ: a program of another organization than the student's.</summary>
    private bool IsOfAbstract(Leaf leaf) =>
        targets.IsAbstract(leaf.Reference!) ? leaf.Reference!.Children.Fields.Length == 1
            : leaf.Value.Name.EndsWith("educationOrganizationId", StringComparison.Ordinal);

    /// <summary>The name that a value has beside all others of the document; empty for one that its role tells apart.</summary>
    private static string NameOf(ResourceDraft draft, Leaf leaf)
    {
        if (LeafNames.RoleOf(leaf.Reference!).Length > 0)
        {
            return "";
        }

        return leaf.Names.First(name => name == leaf.Value.Name || (draft.Fields.Contains(leaf.Reference) && draft.HasQuery(name)));
    }

    private string OriginOf(string project, Leaf leaf, int depth)
    {
        if (leaf.Reference is not { } reference || depth > DeepestChain || targets.IsAbstract(reference))
        {
            return (leaf.Reference?.Target ?? "") + "." + leaf.Value.Name;
        }

        var target = targets.Of(project, reference)[0];
        var index = Array.IndexOf(ReferenceTargets.Match(reference, target) ?? [], leaf.Value);
        if (index < 0)
        {
            return reference.Target + "." + leaf.Value.Name;
        }

        var origin = target.Identity[index];
        return origin.Reference is null
            ? target.Source.Entity + "." + origin.Value.Name
            : OriginOf(target.Source.Project, origin, depth + 1);
    }
}
