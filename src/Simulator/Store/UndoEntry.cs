namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>One change, with the state to restore when it is taken back.</summary>
internal readonly record struct UndoEntry(
    UndoKind Kind,
    StoredDocument Document,
    byte[] Content,
    StoredDocument[] References,
    DateTimeOffset ModifiedAt);
