using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>The documents of one resource, by natural key and by id.</summary>
internal sealed class DocumentTable
{
    private readonly Dictionary<string, StoredDocument> _byKey;
    private readonly Dictionary<string, StoredDocument>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Dictionary<Guid, StoredDocument> _byId = [];

    public DocumentTable(ResourceDefinition definition)
    {
        Definition = definition;
        _byKey = new(definition.IsDescriptor ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        _bySpan = _byKey.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public ResourceDefinition Definition { get; }

    public IReadOnlyCollection<StoredDocument> Documents => _byId.Values;

    public StoredDocument? Find(ReadOnlySpan<char> key) => _bySpan.TryGetValue(key, out var document) ? document : null;

    public StoredDocument? Find(Guid id) => _byId.GetValueOrDefault(id);

    public void Add(StoredDocument document)
    {
        _byKey.Add(document.Key, document);
        _byId.Add(document.Id, document);
    }

    public void Remove(StoredDocument document)
    {
        _byKey.Remove(document.Key);
        _byId.Remove(document.Id);
    }
}
