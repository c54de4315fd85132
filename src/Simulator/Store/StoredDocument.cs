using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>One document, as it was sent, with the documents that it refers to and the number of those that refer to it.</summary>
internal sealed class StoredDocument(ResourceDefinition definition, string key, Guid id, long sequence)
{
    public ResourceDefinition Definition { get; } = definition;

    public string Key { get; } = key;

    public Guid Id { get; } = id;

    /// <summary>The order of creation, in which lists are answered.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>True where the document was present before the first request.</summary>
    public bool AtStart { get; init; }

    public byte[] Content { get; private set; } = [];

    public StoredDocument[] References { get; private set; } = [];

    public DateTimeOffset ModifiedAt { get; private set; }

    public int Dependents { get; set; }

    /// <summary>The ETag, worked out when first asked for.</summary>
    public string? ETag { get; set; }

    public void Hold(byte[] content, StoredDocument[] references, DateTimeOffset modifiedAt)
    {
        Content = content;
        References = references;
        ModifiedAt = modifiedAt;
        ETag = null;
    }
}
