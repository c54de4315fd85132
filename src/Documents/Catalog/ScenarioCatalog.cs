using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.BuiltIn;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Documents.Templates;
using EdFi.BatchPerf.Documents.Verification;

namespace EdFi.BatchPerf.Documents.Catalog;

/// <summary>Everything that can be run: the built-in scenarios and those of templates. Never touches the network.</summary>
public sealed class ScenarioCatalog
{
    private const int Sample = 32;
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
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound; ScenarioTemplateInvalid, with every problem of every file and its
    /// line.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static ScenarioCatalog Load(IEnumerable<string> templatePaths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(templatePaths);
        return new ScenarioCatalog(
            TemplateLoader.Load(templatePaths, BuiltInScenarios.All(), new TemplateBudget(TimeProvider.System, cancellationToken)));
    }

    internal ScenarioCatalog(IReadOnlyList<ScenarioDefinition> definitions, ServerIdentities? identities = null)
    {
        _definitions = definitions;
        Identities = identities ?? ServerIdentities.BuiltIn;
        _names = new ScenarioNames(definitions);
        Scenarios = [.. definitions.Select(static d => d.Describe())];
    }

    /// <summary>The identities that its scenarios are held against.</summary>
    internal ServerIdentities Identities { get; }

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

    /// <summary>
    /// Holds scenarios against a server: reads the identities of their resources, where those are not built in, and makes sure that every
    /// document can only be the run's own. Scenarios of resources that are not built in can be sent only when they come from the result.
    /// </summary>
    /// <param name="connection">The server; it is read from, where a resource is not built in, and never written to.</param>
    /// <param name="names">As <see cref="Resolve"/> takes them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The same scenarios, held against that server.</returns>
    /// <exception cref="BatchPerfException">
    /// UnknownScenario, AmbiguousScenario; ScenarioIdentityUnsafe, ScenarioKeyFieldsWrong, ScenarioIdentityUnknown; those of the
    /// connection.
    /// </exception>
    public async Task<ScenarioCatalog> VerifyAsync(
        ApiConnection connection,
        IEnumerable<string>? names,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string[]? wanted = names is null ? null : [.. names];
        var definitions = Definitions(wanted);
        var identities = definitions.SelectMany(ScenarioVerifier.NotBuiltIn).Any()
            ? await MetadataSource.ReadAsync(connection, cancellationToken)
            : Identities;
        var verified = new ScenarioCatalog(_definitions, identities);
        new ScenarioFactory(verified).Create(wanted, new ScenarioOptions { PoolSize = Sample });
        return verified;
    }

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
        => new(
            "UnknownScenario",
            ProblemKind.InvalidInput,
            $"There is no scenario '{name}'. {_names.Suggest(name)}",
            "Name one of those that are known" + new OptionKey("Scenarios").IfOffered(static way => $" ({way} lists them)") + ".");
}
