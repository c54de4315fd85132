using EdFi.BatchPerf.Documents.BuiltIn;
using EdFi.BatchPerf.Documents.Templates;

namespace EdFi.BatchPerf.Documents;

/// <summary>Everything that can be run: the built-in scenarios and those of templates. Never touches the network.</summary>
public sealed class ScenarioCatalog
{
    private readonly IReadOnlyList<ScenarioDefinition> _definitions;
    private readonly ScenarioNames _names;

    /// <summary>The built-in scenarios.</summary>
    public ScenarioCatalog()
        : this(BuiltInScenarios.All())
    {
    }

    /// <summary>The built-in scenarios and those of templates.</summary>
    /// <param name="templatePaths">Files, or folders whose <c>*.json</c> are loaded.</param>
    /// <param name="cancellationToken">Gives up on loading, and later on compiling them.</param>
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound; ScenarioTemplateInvalid, with every problem of every file and its line.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static ScenarioCatalog Load(IEnumerable<string> templatePaths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(templatePaths);
        return new ScenarioCatalog(TemplateLoader.Load(templatePaths, BuiltInScenarios.All(), new TemplateBudget(TimeProvider.System, cancellationToken)));
    }

    internal ScenarioCatalog(IReadOnlyList<ScenarioDefinition> definitions)
    {
        _definitions = definitions;
        _names = new ScenarioNames(definitions);
        Scenarios = [.. definitions.Select(static d => d.Describe())];
    }

    /// <summary>All scenarios, the built-in ones first.</summary>
    public IReadOnlyList<BatchScenario> Scenarios { get; }

    /// <summary>The scenarios that names mean, each once, in the order in which they are named.</summary>
    /// <param name="names">
    /// A scenario's name with or without <c>BatchVolumeTest</c> or <c>VolumeTest</c>, or its resource, in any letter case;
    /// none for the default scenarios.
    /// </param>
    /// <exception cref="BatchPerfException">UnknownScenario, AmbiguousScenario.</exception>
    public IReadOnlyList<BatchScenario> Resolve(IEnumerable<string>? names)
        => [.. Definitions(names).Select(static d => d.Describe())];

    /// <summary>Descriptors, as URIs, that the documents of the given scenarios always name, beyond those of the fixtures.</summary>
    /// <inheritdoc cref="Resolve"/>
    public IReadOnlyList<string> DescriptorsOf(IEnumerable<string>? names)
        => [.. Definitions(names).SelectMany(static d => d.Descriptors).Distinct(StringComparer.OrdinalIgnoreCase)];

    internal IReadOnlyList<ScenarioDefinition> Definitions(IEnumerable<string>? names)
    {
        string[] wanted = [.. names ?? []];
        return wanted.Length == 0
            ? [.. _definitions.Where(static d => d.IsDefault)]
            : [.. wanted.Select(Single).Distinct()];
    }

    /// <summary>The scenarios that a key of the triple counts means.</summary>
    internal IReadOnlyList<ScenarioDefinition> Matching(string key)
        => _names.Find(key) is { Count: > 0 } found ? found : throw Unknown(key);

    private ScenarioDefinition Single(string name)
    {
        var found = _names.Find(name);
        return found.Count switch
        {
            0 => throw Unknown(name),
            1 => found[0],
            _ => throw new BatchPerfException(
                "AmbiguousScenario",
                ProblemKind.InvalidInput,
                $"'{name}' means several scenarios: {string.Join(", ", found.Select(static s => s.Name))}.",
                "Name the one that you mean."),
        };
    }

    private BatchPerfException Unknown(string name)
        => new("UnknownScenario", ProblemKind.InvalidInput, $"There is no scenario '{name}'. {_names.Suggest(name)}", "Get-BatchScenario lists what can be run.");
}
