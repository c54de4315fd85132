using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Renders a template.</summary>
internal sealed class TemplateRecipe : ITripleRecipe
{
    private readonly IReadOnlyList<TemplateDocument> _before;
    private readonly TemplateDocument _document;
    private readonly TemplateNode? _update;
    private readonly string _path;
    private readonly TemplateBudget _budget;
    private RecipeContext? _drawnFrom;

    /// <param name="before">Parents.</param>
    /// <param name="document">The document that is created.</param>
    /// <param name="update">The patch that makes the update of the document; null for an update that sends it again.</param>
    /// <param name="path">The file.</param>
    /// <param name="budget">Bounds on rendering.</param>
    public TemplateRecipe(
        IReadOnlyList<TemplateDocument> before,
        TemplateDocument document,
        TemplateNode? update,
        string path,
        TemplateBudget budget)
    {
        _path = path;
        _budget = budget;
        _before = before;
        _document = document;
        _update = update;
        Before = [.. before.Select(static b => b.Plan)];
    }

    public IReadOnlyList<DocumentPlan> Before { get; }

    public DocumentPlan Main => _document.Plan;

    /// <inheritdoc/>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: a token cannot be rendered, or all of them go beyond a
    /// bound.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public TripleDocuments Draw(RecipeContext context)
    {
        if (!ReferenceEquals(context, _drawnFrom))
        {
            _drawnFrom = context;
            _budget.Restart();
        }

        try
        {
            return Render(new RenderContext(context.Keys, context.Chance, Document: null, new RenderLimit(_budget)));
        }
        catch (TemplateLimitException exception)
        {
            var problems = new TemplateProblems();
            problems.Add(_path, exception.Line, exception.Message);
            throw problems.ToException();
        }
    }

    private TripleDocuments Render(RenderContext render)
    {
        using var culture = new TemplateCulture();
        JsonObject[] before = [.. _before.Select(b => (JsonObject)b.Content.Render(render)!)];
        var create = (JsonObject)_document.Content.Render(render)!;
        var update = (JsonObject)create.DeepClone();
        return new TripleDocuments(before, create, _update is null ? update
            : MergePatch.Apply(update, (JsonObject)_update.Render(render with { Document = create })!));
    }
}
