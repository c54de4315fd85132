using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A fixture that a template describes: a document that is the same for all runs with the same fixture keys.</summary>
/// <param name="file">Its file.</param>
/// <param name="line">Its line there, from 1.</param>
/// <param name="name">The name by which templates refer to it.</param>
/// <param name="document">Its document.</param>
/// <param name="source">Its document as it stands in the file.</param>
/// <param name="needs">The fixtures that it refers to, and those that they refer to.</param>
/// <param name="tokens">The keys of built-in fixtures that it names.</param>
/// <param name="composed">The descriptors that it puts together from tokens.</param>
/// <param name="budget">Bounds on rendering.</param>
internal sealed class FixtureTemplate(
    string file,
    int line,
    string name,
    TemplateDocument document,
    LocatedNode source,
    IReadOnlyList<FixtureTemplate> needs,
    IReadOnlyCollection<string> tokens,
    ComposedDescriptors composed,
    TemplateBudget budget) : IFixtureTemplate
{
    private (FixtureKeys Keys, JsonObject Document)? _rendered;

    public string Name => name;

    public string Resource => document.Plan.Resource;

    public string Source => file;

    public string? Project => document.Plan.Project;

    public IReadOnlyCollection<string> Tokens => tokens;

    public KeyFields KeyFields => document.Plan.KeyFields;

    /// <summary>Its document as it stands in the file.</summary>
    public LocatedNode Document => source;

    /// <summary>The fixtures that it refers to, and those that they refer to.</summary>
    public IReadOnlyList<FixtureTemplate> Needs => needs;

    /// <inheritdoc/>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: a token cannot be rendered, or all of them go beyond a
    /// bound.</exception>
    public JsonObject Render(FixtureKeys keys)
    {
        if (_rendered is { } last && last.Keys.Equals(keys))
        {
            return (JsonObject)last.Document.DeepClone();
        }

        try
        {
            budget.Restart(); // it may have been loaded long ago
            var context = new RenderContext(keys, Chance: null, Document: null, new RenderLimit(budget));
            var rendered = (JsonObject)document.Content.Render(context)!;
            _rendered = (keys, rendered);
            return (JsonObject)rendered.DeepClone();
        }
        catch (TemplateLimitException exception)
        {
            var problems = new TemplateProblems();
            problems.Add(file, exception.Line, exception.Message);
            throw problems.ToException();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: as <see cref="Render"/>.</exception>
    public IReadOnlyList<DescriptorUse> Descriptors(FixtureKeys keys) =>
        [.. WrittenDescriptors.Of(file, source).Concat(composed.Of(keys)).DistinctBy(static d => d.Uri, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public FixtureDefinition Make(FixtureKeys keys, ResourceIdentity identity) =>
        new(Resource, Render(keys), KeyFields, identity) { Name = name, Source = $"{file}({line})" };
}
