using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Compiles documents' descriptions of resources into the definitions by which requests are judged.</summary>
internal static class SchemaCompiler
{
    /// <param name="document">The resources.</param>
    /// <param name="wrongLeaves">The values of references that the server takes under another name than it says.</param>
    public static ResourceDefinition[] Compile(ApiDocument document, IReadOnlyList<WrongLeaf> wrongLeaves)
    {
        var drafts = document.Resources.Select(resource => new ResourceDraft(resource, document.FlagsReferences)).ToArray();
        var targets = new ReferenceTargets(drafts);
        var unification = new Unification(targets, document.FlagsReferences);
        Array.ForEach(drafts, unification.Apply);

        // References are matched with identities by names, so that they must be matched before any is renamed.
        var matches = drafts
            .SelectMany(draft => draft.References.Select(reference => (reference, Matches(draft, reference, targets))))
            .ToList();
        foreach (var wrong in wrongLeaves)
        {
            Rename(wrong, matches);
        }

        Array.ForEach(drafts, CheckSize);
        var definitions = drafts.ToDictionary(static draft => draft, static draft => new ResourceDefinition(draft));
        foreach (var (reference, found) in matches)
        {
            Point(reference, found, definitions);
        }

        return [.. drafts.Select(draft => definitions[draft])];
    }

    private static List<(ResourceDraft Target, Field[] Parts)> Matches(ResourceDraft draft, Field reference, ReferenceTargets targets) =>
    [
        .. targets.Of(draft.Source.Project, reference)
            .Select(target => (target, Parts: ReferenceTargets.Match(reference, target)))
            .Where(static match => match.Parts is not null)
            .Select(static match => (match.target, match.Parts!)),
    ];

    private static void Rename(WrongLeaf wrong, List<(Field Reference, List<(ResourceDraft Target, Field[] Parts)> Found)> matches)
    {
        var leaves = matches.Where(match => match.Found.Exists(found => Is(found.Target.Source.Segment, wrong.Resource)))
            .Select(match => Array.Find(match.Reference.Children.Fields, child => child.Name == wrong.Leaf))
            .OfType<Field>()
            .ToList();
        leaves.ForEach(leaf => leaf.Rename(wrong.Name));
        if (leaves.Count == 0)
        {
            throw new SpecificationException($"No reference to '{wrong.Resource}' has a value '{wrong.Leaf}' that could be misnamed.");
        }
    }

    /// <summary>Targets whose natural keys are put together in the same order are looked up by one text.</summary>
    private static void Point(
        Field reference,
        List<(ResourceDraft Target, Field[] Parts)> found,
        Dictionary<ResourceDraft, ResourceDefinition> definitions)
    {
        var orders = found.ConvertAll(match => (Definition: definitions[match.Target], Order: Order(definitions[match.Target], match)));
        if (orders.Count > 0)
        {
            reference.KeyOrder = orders[0].Order;
            reference.Targets = [.. orders.Where(o => o.Order.SequenceEqual(reference.KeyOrder)).Select(static o => o.Definition)];
        }
    }

    private static Field[] Order(ResourceDefinition definition, (ResourceDraft Target, Field[] Parts) match) =>
    [
        .. definition.KeyParts.Select(
            part => match.Parts[Array.FindIndex(match.Target.Identity, leaf => part.Fields.Contains(leaf.Value))]),
    ];

    /// <summary>Checks the bounds on a resource that reading relies on for the sake of speed.</summary>
    private static void CheckSize(ResourceDraft draft)
    {
        if (draft.Identity.Length is 0 or > DocumentReading.MostKeyParts
            || draft.Fields.Length > FieldSet.MostFields
            || draft.Fields.SelectMany(static f => f.Flatten()).Any(static f => f.Children.Fields.Length > FieldSet.MostFields))
        {
            throw new SpecificationException(
                $"The resource '{draft.Source.Segment}' has no identity, or more than {DocumentReading.MostKeyParts} values in it, or an "
                    + $"object with more than {FieldSet.MostFields} properties.");
        }
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
