using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads a file of fixtures, taking down everything that is wrong with it.</summary>
internal sealed class FixturesParser(string path, TemplateProblems problems, FixtureTable fixtures, TemplateBudget budget)
{
    private static readonly string[] Known = ["kind", "description", "documents", "$schema"];
    private static readonly string[] KnownDocument = ["name", "resource", "project", "document", "keyFields"];
    private readonly TemplateForm _form = new(new TemplateScope(path, problems, fixtures) { Constant = true });

    /// <summary>Announces the names of a file's fixtures, so that a reference to a later one can be told from a wrong one.</summary>
    public void Announce(LocatedNode root)
    {
        foreach (var item in Documents(root))
        {
            if (NameOf(item) is { } name
                && fixtures.Announce(name.Text!, string.Create(CultureInfo.InvariantCulture, $"{path}({item.Line})")) is { } taken)
            {
                _form.Scope.Add(name.Line, $"the name '{name.Text}' is taken by the fixture in {taken}; give this one a name of its own");
            }
        }
    }

    /// <summary>Adds the file's fixtures to the table.</summary>
    public void Parse(LocatedNode root)
    {
        _form.CheckNames(root, Known);
        _form.Sentence(root, "description");
        if (_form.Required(root, "documents") is { Kind: not JsonValueKind.Array } or { Items.Count: 0 })
        {
            _form.Scope.Add(
                root.Property("documents")!.Line,
                "documents has to be a list of at least one object with resource, document and keyFields");
        }

        foreach (var item in root.Property("documents")?.Value.Items ?? [])
        {
            if (_form.IsObject(item, "a fixture"))
            {
                Parse(item, NameOf(item)?.Text);
            }
        }
    }

    private static IEnumerable<LocatedNode> Documents(LocatedNode root) =>
        (root.Property("documents")?.Value.Items ?? []).Where(static item => item.Kind == JsonValueKind.Object);

    private static LocatedNode? NameOf(LocatedNode item) =>
        (item.Property("name") ?? item.Property("resource"))?.Value is { Text: not null } name ? name : null;

    private void Parse(LocatedNode item, string? name)
    {
        var start = problems.Count;
        var form = new TemplateForm(_form.Scope with { Needs = [], Tokens = [] });
        form.CheckNames(item, KnownDocument);
        if (item.Property("name") is not null)
        {
            form.Text(item, "name", TemplateForm.Name(), "letters, digits, - and _, beginning with a letter");
        }

        var document = form.Document(item);
        FixtureTemplate? fixture = null;
        if (problems.Count == start && document is not null)
        {
            var needs = FixtureTable.WithNeeds(form.Scope.Needs);
            var source = item.Property("document")!.Value;
            var composed = new ComposedDescriptors(form.Scope, budget, WrittenDescriptors.Strings(source));
            fixture = new FixtureTemplate(path, item.Line, name!, document, source, needs, form.Scope.Tokens, composed, budget);
            if (!fixtures.IsBroken)
            {
                TryOut(fixture);
            }
        }

        if (name is not null)
        {
            fixtures.Add(name, problems.Count == start ? fixture : null);
        }
    }

    private void TryOut(FixtureTemplate fixture)
    {
        try
        {
            fixture.Render(new FixtureKeys());
        }
        catch (BatchPerfException failure)
        {
            problems.Add(failure.Message);
        }
    }
}
