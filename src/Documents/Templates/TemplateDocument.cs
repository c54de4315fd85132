using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A document of a template: what it is and how it is rendered.</summary>
internal sealed record TemplateDocument(DocumentPlan Plan, TemplateNode Content);
