using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>All documents, in memory; every use is made while holding <see cref="Gate"/>.</summary>
internal sealed class DocumentStore(TimeProvider time)
{
    private readonly Dictionary<ResourceDefinition, DocumentTable> _tables = [];
    private long _sequence;

    /// <summary>Held for the whole of a transaction, so that transactions are serial.</summary>
    public Lock Gate { get; } = new();

    public IEnumerable<DocumentTable> Tables => _tables.Values;

    public DocumentTable Table(ResourceDefinition definition)
    {
        if (!_tables.TryGetValue(definition, out var table))
        {
            _tables.Add(definition, table = new(definition));
        }

        return table;
    }

    public StoredDocument? Find(ResourceDefinition[] definitions, ReadOnlySpan<char> key)
    {
        foreach (var definition in definitions)
        {
            if (Table(definition).Find(key) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public StoredDocument Insert(
        ResourceDefinition definition,
        string key,
        byte[] content,
        StoredDocument[] references,
        List<UndoEntry> undo,
        bool atStart)
    {
        var document = new StoredDocument(definition, key, Guid.CreateVersion7(), ++_sequence) { AtStart = atStart };
        document.Hold(content, references, time.GetUtcNow());
        Attach(document);
        undo.Add(new(UndoKind.Inserted, document, [], [], default));
        return document;
    }

    public void Replace(StoredDocument document, byte[] content, StoredDocument[] references, List<UndoEntry> undo)
    {
        undo.Add(new(UndoKind.Replaced, document, document.Content, document.References, document.ModifiedAt));
        Exchange(document, content, references, time.GetUtcNow());
    }

    public void Remove(StoredDocument document, List<UndoEntry> undo)
    {
        Detach(document);
        undo.Add(new(UndoKind.Removed, document, [], [], default));
    }

    /// <summary>Takes changes back, the last one first.</summary>
    public void Undo(List<UndoEntry> undo)
    {
        for (var i = undo.Count - 1; i >= 0; i--)
        {
            var entry = undo[i];
            switch (entry.Kind)
            {
                case UndoKind.Inserted:
                    Detach(entry.Document);
                    break;
                case UndoKind.Removed:
                    Attach(entry.Document);
                    break;
                default:
                    Exchange(entry.Document, entry.Content, entry.References, entry.ModifiedAt);
                    break;
            }
        }
    }

    /// <summary>The entities of the documents that refer to one; a slow search for the text of a refusal.</summary>
    public IEnumerable<string> EntitiesReferringTo(StoredDocument document) => _tables.Values
        .Where(table => table.Documents.Any(other => other.References.Contains(document)))
        .Select(table => table.Definition.Entity);

    private void Attach(StoredDocument document)
    {
        Table(document.Definition).Add(document);
        Count(document.References, 1);
    }

    private void Detach(StoredDocument document)
    {
        Table(document.Definition).Remove(document);
        Count(document.References, -1);
    }

    private static void Exchange(StoredDocument document, byte[] content, StoredDocument[] references, DateTimeOffset modifiedAt)
    {
        Count(document.References, -1);
        document.Hold(content, references, modifiedAt);
        Count(references, 1);
    }

    private static void Count(StoredDocument[] references, int change)
    {
        foreach (var reference in references)
        {
            reference.Dependents += change;
        }
    }
}
