using System.Runtime.InteropServices;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Upsert, update and delete of one document: the same for batches and for single-resource requests.</summary>
internal sealed class DocumentWork(DocumentStore store)
{
    /// <summary>True where new documents count as present at the start.</summary>
    public bool AtStart { get; set; }

    public Problem? Upsert(
        ResourceDefinition resource,
        JsonElement document,
        DocumentReading reading,
        List<UndoEntry> undo,
        out StoredDocument? stored,
        out bool created)
    {
        stored = null;
        created = false;
        var problem = Read(resource, document, reading, out var references);
        problem = reading.Id.ValueKind == JsonValueKind.Undefined ? problem : KnownProblems.IdInDocument();
        if (problem is not null)
        {
            return problem;
        }

        stored = store.Table(resource).Find(reading.KeyText);
        created = stored is null;
        var content = JsonMarshal.GetRawUtf8Value(document).ToArray();
        if (stored is null)
        {
            stored = store.Insert(resource, reading.KeyText.ToString(), content, references, undo, AtStart);
        }
        else
        {
            store.Replace(stored, content, references, undo);
        }

        return null;
    }

    public Problem? Update(StoredDocument target, JsonElement document, string? ifMatch, DocumentReading reading, List<UndoEntry> undo)
    {
        var problem = Read(target.Definition, document, reading, out var references);
        if (problem is not null)
        {
            return problem;
        }

        if (reading.Id.ValueKind != JsonValueKind.Undefined
            && (reading.Id.ValueKind != JsonValueKind.String || !reading.Id.TryGetGuid(out var id) || id != target.Id))
        {
            return KnownProblems.IdMismatch();
        }

        if (IsStale(target, ifMatch))
        {
            return KnownProblems.StaleETag();
        }

        var comparison = target.Definition.IsDescriptor ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (!reading.KeyText.Equals(target.Key, comparison))
        {
            return KnownProblems.KeyChangeOf(target.Definition);
        }

        store.Replace(target, JsonMarshal.GetRawUtf8Value(document).ToArray(), references, undo);
        return null;
    }

    public Problem? Delete(StoredDocument target, string? ifMatch, List<UndoEntry> undo)
    {
        if (IsStale(target, ifMatch))
        {
            return KnownProblems.StaleETag();
        }

        if (target.Dependents > 0)
        {
            return KnownProblems.DependentsExist(store.EntitiesReferringTo(target));
        }

        store.Remove(target, undo);
        return null;
    }

    private static bool IsStale(StoredDocument target, string? ifMatch) =>
        ifMatch is not null && ifMatch.Trim('"') != DocumentWriter.ETagOf(target);

    private Problem? Read(ResourceDefinition resource, JsonElement document, DocumentReading reading, out StoredDocument[] references)
    {
        references = [];
        DocumentReader.Read(resource, document, reading);
        return reading.Errors is null
            ? ReferenceResolver.Resolve(store, reading, out references)
            : KnownProblems.InvalidDocument(reading.Errors);
    }
}
