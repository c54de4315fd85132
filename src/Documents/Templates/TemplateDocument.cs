using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A document of a template: its plan, and the content that is rendered.</summary>
internal sealed record TemplateDocument(DocumentPlan Plan, TemplateNode Content);
