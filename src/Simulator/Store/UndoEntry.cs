using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Simulator.Store;

/// <summary>One change and what is needed to take it back.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UndoEntry(UndoKind Kind, StoredDocument Document, byte[] Content, StoredDocument[] References, DateTimeOffset ModifiedAt);
