using System.Text.Json;
using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads a mix: which scenarios run by default, and how often each of them.</summary>
internal sealed class MixParser(string path, TemplateProblems problems)
{
    private static readonly string[] Known = ["kind", "description", "source", "scenarios", "$schema"];
    private readonly TemplateForm _form = new(new TemplateScope(path, problems, new FixtureTable()));

    /// <summary>Reads it.</summary>
    /// <param name="root">The file.</param>
    /// <param name="scenarios">All scenarios; null where those of other files could not be read, so that names cannot be held against
    /// them.</param>
    /// <returns>The weights by the scenarios' names; empty where something is wrong.</returns>
    public IReadOnlyDictionary<string, decimal> Parse(LocatedNode root, IReadOnlyList<ScenarioDefinition>? scenarios)
    {
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        _form.CheckNames(root, Known);
        _form.Sentence(root, "description");
        _form.Sentence(root, "source");
        if (_form.Required(root, "scenarios") is not { } mix)
        {
            return weights;
        }

        if (mix.Kind != JsonValueKind.Object || mix.Properties.Count == 0)
        {
            _form.Scope.Add(mix.Line, "scenarios has to be an object of at least one scenario's name with its weight");
            return weights;
        }

        _form.CheckRepeated(mix);
        var names = scenarios is null ? null : new ScenarioNames(scenarios);
        foreach (var property in mix.Properties.DistinctBy(static p => p.Name, StringComparer.Ordinal))
        {
            var weight = _form.Weight(property.Value, $"the weight of '{property.Name}'");
            if (names is not null && Single(names, property) is { } scenario && weight is { } value && !weights.TryAdd(scenario, value))
            {
                _form.Scope.Add(property.Line, $"'{property.Name}' is {scenario}, which is in the mix already");
            }
        }

        if (weights.Count > 0 && WeightScale.Whole([.. weights.Values]) is null)
        {
            _form.Scope.Add(mix.Line, WeightScale.Problem);
        }

        return weights;
    }

    private string? Single(ScenarioNames names, LocatedProperty property)
    {
        var found = names.Find(property.Name);
        if (found.Count == 1)
        {
            return found[0].Name;
        }

        _form.Scope.Add(property.Line, found.Count == 0
            ? $"there is no scenario '{property.Name}'. {names.Suggest(property.Name)}"
            : $"'{property.Name}' means several scenarios: {string.Join(", ", found.Select(static s => s.Name))}");
        return null;
    }
}
