using System.Text.Json;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Turns the JSON of one template into a scenario, taking down everything that is wrong with it.</summary>
internal sealed class TemplateParser(string path, TemplateProblems problems, FixtureTable fixtures, TemplateBudget budget)
{
    private const string Unchanged = "unchanged";

    private static readonly string[] Known =
    [
        "name",
        "resource",
        "project",
        "description",
        "default",
        "weight",
        "document",
        "keyFields",
        "update",
        "before",
        "kind",
        "$schema",
    ];
    private TemplateForm _form = new(new TemplateScope(path, problems, fixtures));

    private TemplateScope Scope => _form.Scope;

    /// <returns>Null where something is wrong.</returns>
    public TemplateFile? Parse(LocatedNode root)
    {
        var start = problems.Count;
        _form.CheckNames(root, Known);
        var name = _form.Text(root, "name", TemplateForm.Name(), "letters, digits, - and _, beginning with a letter");
        var description = _form.Sentence(root, "description");
        var isDefault = root.Property("default")?.Value;
        if (isDefault is { Kind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Scope.Add(isDefault.Line, "default has to be true or false");
        }

        var weight = _form.Weight(root.Property("weight")?.Value, "weight");
        _form = new TemplateForm(Scope with { ReusesParents = ParentsParser.Reuses(root) });
        var before = new ParentsParser(Scope).Parse(root.Property("before")?.Value);
        var document = _form.Document(root);
        var update = Update(root, document);
        if (problems.Count > start)
        {
            return null;
        }

        var recipe = new TemplateRecipe(before, document!, update, path, budget);
        if (!fixtures.IsBroken)
        {
            TryOut(recipe);
        }

        return problems.Count > start ? null : new TemplateFile(path, root.Property("name")!.Line, name!, recipe)
        {
            Description = description ?? $"Creates, updates and deletes {document!.Plan.Resource}.",
            IsDefault = isDefault?.Kind == JsonValueKind.True,
            Weight = weight,
            Fixtures = FixtureTable.WithNeeds(Scope.Needs),
            Tokens = Scope.Tokens,
            ComposedDescriptors = new ComposedDescriptors(Scope, budget, WrittenDescriptors.Strings(root)).Of,
            Descriptors = WrittenDescriptors.Of(path, root),
        };
    }

    /// <returns>Null for an update that sends the created document again, and where something is wrong.</returns>
    private TemplateNode? Update(LocatedNode root, TemplateDocument? document)
    {
        var update = _form.Required(root, "update");
        if (update?.Text is { } text)
        {
            if (text != Unchanged)
            {
                Scope.Add(update.Line, $"update has to be an object, or \"{Unchanged}\" to send the document again as it is");
            }

            return null;
        }

        if (update is null || !_form.IsObject(update, "update"))
        {
            return null;
        }

        if (update.Properties.Count == 0)
        {
            Scope.Add(update.Line, "update changes nothing; name at least one field");
        }

        _form.CheckDescriptors(update);
        var original = root.Property("document")?.Value;
        if (document is not null)
        {
            TemplateKeyFields.Guard(document.Plan.KeyFields, original!, update, Scope);
        }

        return new TemplateNode(update, Scope with { Document = original });
    }

    private void TryOut(TemplateRecipe recipe)
    {
        try
        {
            TripleCompiler.Compile(new TripleLayout(recipe, reuse: false), recipe.Draw(new RecipeContext(0, new FixtureKeys(), [])));
        }
        catch (BatchPerfException failure)
        {
            problems.Add(failure.Message);
        }
    }
}
