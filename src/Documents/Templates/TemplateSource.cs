namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A template file whose JSON was read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">The kind that the file states.</param>
/// <param name="Root">Its content, an object.</param>
internal sealed record TemplateSource(string Path, TemplateKind Kind, LocatedNode Root);
