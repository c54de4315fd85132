using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Renders a template.</summary>
internal sealed class TemplateRecipe : ITripleRecipe
{
    private readonly IReadOnlyList<TemplateDocument> _before;
    private readonly TemplateDocument _document;
    private readonly TemplateNode _update;

    public TemplateRecipe(IReadOnlyList<TemplateDocument> before, TemplateDocument document, TemplateNode update)
    {
        _before = before;
        _document = document;
        _update = update;
        Before = [.. before.Select(static b => b.Plan)];
    }

    public IReadOnlyList<DocumentPlan> Before { get; }

    public DocumentPlan Main => _document.Plan;

    public TripleDocuments Draw(RecipeContext context)
    {
        using var culture = new TemplateCulture();
        var render = new RenderContext(context, Document: null);
        JsonObject[] before = [.. _before.Select(b => (JsonObject)b.Content.Render(render)!)];
        var create = (JsonObject)_document.Content.Render(render)!;
        var patch = (JsonObject)_update.Render(render with { Document = create })!;
        return new TripleDocuments(before, create, MergePatch.Apply((JsonObject)create.DeepClone(), patch));
    }
}
