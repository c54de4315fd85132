namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>One change and what is needed to take it back.</summary>
internal readonly record struct UndoEntry(
    UndoKind Kind,
    StoredDocument Document,
    byte[] Content,
    StoredDocument[] References,
    DateTimeOffset ModifiedAt);
