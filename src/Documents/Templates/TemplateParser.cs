using System.Text.Json;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Turns the JSON of one template into a scenario, taking down everything that is wrong with it.</summary>
internal sealed partial class TemplateParser(string path, TemplateProblems problems, TemplateBudget budget)
{
    private static readonly string[] Known =
    [
        "name",
        "resource",
        "description",
        "default",
        "document",
        "keyFields",
        "update",
        "before",
        "$schema",
    ];
    private static readonly string[] KnownBefore = ["resource", "document", "keyFields"];
    private readonly TemplateScope _scope = new(path, problems, Document: null);

    /// <returns>Null where something is wrong.</returns>
    public TemplateFile? Parse(LocatedNode root)
    {
        var start = problems.Count;
        if (!IsObject(root, "a template"))
        {
            return null;
        }

        CheckNames(root, Known);
        var name = Text(root, "name", Name(), "letters, digits, - and _, beginning with a letter");
        var description = root.Property("description")?.Value;
        if (description is { Text: null })
        {
            _scope.Add(description.Line, "description has to be text");
        }

        var isDefault = root.Property("default")?.Value;
        if (isDefault is { Kind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            _scope.Add(isDefault.Line, "default has to be true or false");
        }

        var before = Before(root.Property("before")?.Value);
        var document = Document(root);
        var update = Update(root, document);
        if (problems.Count > start)
        {
            return null;
        }

        var recipe = new TemplateRecipe(before, document!, update!, path, budget);
        TryOut(recipe);
        return problems.Count > start ? null : new TemplateFile(path, root.Property("name")!.Line, name!, recipe)
        {
            Description = description?.Text ?? $"Creates, updates and deletes {document!.Plan.Resource}.",
            IsDefault = isDefault?.Kind == JsonValueKind.True,
            Descriptors =
            [
                .. Strings(root)
                .Where(static s => DescriptorUri.TryParse(s) is not null && !s.Contains("{{", StringComparison.Ordinal))
                .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
        };
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,99}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,99}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Resource();

    private static IEnumerable<string> Strings(LocatedNode node)
        => (node.Text is { } text ? [text] : Enumerable.Empty<string>())
            .Concat(node.Properties.SelectMany(static p => Strings(p.Value)))
            .Concat(node.Items.SelectMany(Strings));

    private List<TemplateDocument> Before(LocatedNode? before)
    {
        List<TemplateDocument> parents = [];
        if (before is null)
        {
            return parents;
        }

        if (before.Kind != JsonValueKind.Array)
        {
            _scope.Add(before.Line, "before has to be a list of objects with resource, document and keyFields");
            return parents;
        }

        foreach (var item in before.Items.Where(item => IsObject(item, "a parent in before")))
        {
            CheckNames(item, KnownBefore);
            if (Document(item) is { } parent)
            {
                parents.Add(parent);
            }
        }

        return parents;
    }

    private TemplateDocument? Document(LocatedNode owner)
    {
        var resource = Text(
            owner,
            "resource",
            Resource(),
            "an endpoint's segment such as calendars: letters and digits, beginning with a letter");
        var document = Required(owner, "document");
        var fields = Required(owner, "keyFields");
        if (document is null || !IsObject(document, "document") || fields is null)
        {
            return null;
        }

        var content = new TemplateNode(document, _scope);
        return TemplateKeyFields.Read(fields, document, _scope) is { } keyFields && resource is not null
            ? new TemplateDocument(new DocumentPlan(resource, keyFields), content)
            : null;
    }

    private TemplateNode? Update(LocatedNode root, TemplateDocument? document)
    {
        var update = Required(root, "update");
        if (update is null || !IsObject(update, "update"))
        {
            return null;
        }

        if (update.Properties.Count == 0)
        {
            _scope.Add(update.Line, "update changes nothing; name at least one field");
        }

        var original = root.Property("document")?.Value;
        if (document is not null)
        {
            TemplateKeyFields.Guard(document.Plan.KeyFields, original!, update, _scope);
        }

        return new TemplateNode(update, _scope with { Document = original });
    }

    private void TryOut(TemplateRecipe recipe)
    {
        try
        {
            TripleCompiler.Compile(new TripleLayout(recipe), recipe.Draw(new RecipeContext(0, new FixtureKeys(), [])));
        }
        catch (BatchPerfException failure)
        {
            problems.Add(failure.Message);
        }
    }

    private string? Text(LocatedNode owner, string name, Regex allowed, string what)
    {
        var node = Required(owner, name);
        if (node is null || (node.Text is { } text && allowed.IsMatch(text)))
        {
            return node?.Text;
        }

        _scope.Add(node.Line, $"{name} has to be {what}");
        return null;
    }

    private LocatedNode? Required(LocatedNode owner, string name)
    {
        var node = owner.Property(name)?.Value;
        if (node is null)
        {
            _scope.Add(owner.Line, $"'{name}' is missing");
        }

        return node;
    }

    private bool IsObject(LocatedNode node, string what)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            _scope.Add(node.Line, $"{what} has to be an object");
        }

        return node.Kind == JsonValueKind.Object;
    }

    private void CheckNames(LocatedNode node, string[] known)
    {
        foreach (var property in node.Properties.Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
        {
            _scope.Add(property.Line, Spelling.Nearest(property.Name, known) is { } nearest
                ? $"there is no property '{property.Name}'; did you mean '{nearest}'?"
                : $"there is no property '{property.Name}'; known are {string.Join(", ", known)}");
        }

        foreach (var repeated in node.Properties.GroupBy(static p => p.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            _scope.Add(repeated.Last().Line, $"'{repeated.Key}' is there twice");
        }
    }
}
