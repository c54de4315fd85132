using System.Globalization;
using Bogus;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>
/// The descriptors that a template puts together from tokens, such as <c>{{fixture.gradeLevelDescriptor}}</c>: they are looked for on the
/// server like those that are written out (<see cref="WrittenDescriptors"/>). Of values that Bogus makes up a sample is taken; a value that
/// depends on the record's key cannot be there.
/// </summary>
/// <param name="scope">The documents, fixtures and keys that tokens may refer to.</param>
/// <param name="budget">Bounds on rendering.</param>
/// <param name="strings">The template's texts and their lines.</param>
internal sealed class ComposedDescriptors(TemplateScope scope, TemplateBudget budget, IEnumerable<(string Text, int Line)> strings)
{
    private const int Draws = 32;
    private const int Seed = 1;

    // What is wrong with a text was said when the template was parsed.
    private readonly IReadOnlyList<(TemplateText Text, int Line)> _texts =
    [
        .. strings.Where(static s => s.Text.Contains("{{", StringComparison.Ordinal))
            .Select(s => (Text: TemplateText.Parse(s.Text, s.Line, Apart(scope)), s.Line))
            .Where(static s => s.Text.MayBeDescriptor),
    ];

    /// <summary>The descriptors.</summary>
    /// <param name="keys">The natural keys of the built-in fixtures.</param>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: a token cannot be rendered.</exception>
    public IReadOnlyList<DescriptorUse> Of(FixtureKeys keys)
    {
        if (_texts.Count == 0)
        {
            return [];
        }

        budget.Restart(); // it may have been loaded long ago
        using var culture = new TemplateCulture();
        var chance = new Lazy<Faker>(static () => new Faker { Random = new Randomizer(Seed) });
        var context = new RenderContext(keys, chance, Document: null, new RenderLimit(budget));
        try
        {
            return [.. _texts.SelectMany(t => Of(t.Text, t.Line, context))];
        }
        catch (TemplateLimitException exception)
        {
            var problems = new TemplateProblems();
            problems.Add(scope.Path, exception.Line, exception.Message);
            throw problems.ToException();
        }
    }

    private static TemplateScope Apart(TemplateScope scope) => scope with { Problems = new TemplateProblems(), Needs = [], Tokens = [] };

    private IEnumerable<DescriptorUse> Of(TemplateText text, int line, RenderContext context)
        => Enumerable.Range(0, text.HasChance ? Draws : 1)
            .Select(_ => text.Render(context).ToString())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(static uri => DescriptorUri.TryParse(uri) is not null)
            .Select(uri => new DescriptorUse(uri, string.Create(CultureInfo.InvariantCulture, $"{scope.Path}({line})")));
}
