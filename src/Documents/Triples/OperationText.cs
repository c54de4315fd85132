using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Where the parts of one operation lie in the text of its triple.</summary>
/// <param name="Whole">The operation's JSON object.</param>
/// <param name="Document">Its document; empty for a delete.</param>
/// <param name="NaturalKey">The natural key of its document; for a create that of the delete.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OperationText(TextRange Whole, TextRange Document, TextRange NaturalKey);
