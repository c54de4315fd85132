using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Finds the documents and descriptors that a document refers to.</summary>
internal static class ReferenceResolver
{
    public static Problem? Resolve(DocumentStore store, DocumentReading reading, out StoredDocument[] found)
    {
        var uses = reading.References;
        found = uses.Count == 0 ? [] : new StoredDocument[uses.Count];
        for (var i = 0; i < uses.Count; i++)
        {
            var target = store.Find(uses[i].Field.Targets, reading.Text.Slice(uses[i].Key));
            if (target is null)
            {
                return Complaint(store, reading);
            }

            found[i] = target;
        }

        return null;
    }

    /// <summary>Missing descriptors are told before missing references, all of them at once.</summary>
    private static Problem Complaint(DocumentStore store, DocumentReading reading)
    {
        var missing = reading.References.Where(use => store.Find(use.Field.Targets, reading.Text.Slice(use.Key)) is null).ToList();
        var descriptors = missing.Where(use => use.Field.Kind == FieldKind.Descriptor).ToList();
        if (descriptors.Count == 0)
        {
            return KnownProblems.UnresolvedReferences(missing.Select(use => use.Field.Target).Distinct(StringComparer.Ordinal));
        }

        var errors = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var use in descriptors)
        {
            // A DMS names the value in lower case.
            var value = reading.Text.Slice(use.Key).ToString().ToLowerInvariant();
            errors[use.Place.PathOf(use.Field.Name)] = [$"{use.Field.Target} value '{value}' does not exist."];
        }

        return KnownProblems.MissingDescriptors(errors);
    }
}
