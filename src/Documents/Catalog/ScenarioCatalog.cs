using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.BuiltIn;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Documents.Templates;
using EdFi.BatchPerf.Documents.Verification;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Catalog;

/// <summary>Everything that can be run: the built-in scenarios and those of templates. Never touches the network.</summary>
internal sealed class ScenarioCatalog
{
    private readonly IReadOnlyList<ScenarioDefinition> _definitions;
    private readonly IReadOnlyList<IFixtureTemplate> _fixtures;
    private readonly ScenarioNames _names;

    /// <summary>The built-in scenarios.</summary>
    public ScenarioCatalog()
        : this(BuiltInScenarios.All(), [])
    {
    }

    /// <summary>The built-in scenarios and those of templates.</summary>
    /// <param name="templatePaths">Files, or folders whose <c>*.json</c> are loaded; empty for the built-in ones alone.</param>
    /// <param name="cancellationToken">Gives up on loading, and later on compiling them.</param>
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound; ScenarioTemplateInvalid, with every problem of every file and its
    /// line.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static ScenarioCatalog Load(IEnumerable<string> templatePaths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(templatePaths);
        var paths = templatePaths.ToList();
        if (paths.Count == 0)
        {
            return new ScenarioCatalog();
        }

        var budget = new TemplateBudget(TimeProvider.System, cancellationToken);
        var (scenarios, fixtures) = TemplateLoader.Load(paths, BuiltInScenarios.All(), budget);
        return new ScenarioCatalog(scenarios, fixtures);
    }

    internal ScenarioCatalog(
        IReadOnlyList<ScenarioDefinition> definitions,
        IReadOnlyList<IFixtureTemplate> fixtures,
        ServerIdentities? identities = null)
    {
        _definitions = definitions;
        _fixtures = fixtures;
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

    /// <summary>Descriptors that the documents of the given scenarios name, beyond those of the fixtures; each once.</summary>
    /// <param name="names">As <see cref="Resolve"/> takes them.</param>
    /// <param name="keys">The natural keys of the built-in fixtures, of which descriptors may be put together.</param>
    /// <exception cref="BatchPerfException">UnknownScenario, AmbiguousScenario.</exception>
    public IReadOnlyList<DescriptorUse> DescriptorsOf(IEnumerable<string>? names, FixtureKeys? keys = null) =>
    [
        .. Definitions(names).SelectMany(d => d.Descriptors.Concat(d.ComposedDescriptors(keys ?? new FixtureKeys())))
            .DistinctBy(static d => d.Uri, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The fixtures of templates that the given scenarios stand on, in the order in which they are made.</summary>
    /// <inheritdoc cref="Resolve"/>
    public ScenarioFixtures FixturesOf(IEnumerable<string>? names)
    {
        var definitions = Definitions(names);
        return Fixtures(definitions, NeededBy(definitions), Identities);
    }

    /// <summary>
    /// Fixtures checked against the server's identities, without checking scenarios; used to create or remove fixtures alone.
    /// </summary>
    /// <param name="connection">The server; it is read from, where a resource is not built in.</param>
    /// <param name="names">Scenarios, as <see cref="Resolve"/> takes them; null or empty for all fixtures of all templates.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BatchPerfException">
    /// UnknownScenario, AmbiguousScenario; ScenarioKeyFieldsWrong, ScenarioIdentityUnsafe, ScenarioIdentityUnknown; those of the
    /// connection.
    /// </exception>
    public async Task<ScenarioFixtures> VerifyFixturesAsync(
        ApiConnection connection,
        IReadOnlyCollection<string>? names,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var definitions = names is { Count: > 0 } ? Definitions(names)
            : [.. _definitions.Where(static d => d.Source != ScenarioDefinition.BuiltIn)];
        var fixtures = names is { Count: > 0 } ? NeededBy(definitions) : _fixtures;
        var identities = await IdentitiesAsync(connection, fixtures.Select(static f => f.Resource), cancellationToken);
        FixtureVerifier.Check(fixtures, identities);
        return Fixtures(definitions, fixtures, identities);
    }

    /// <summary>
    /// Returns the weight of each of the given scenarios: the weights that the operator gave, else those of the mix or of the scenarios'
    /// files, scaled to whole numbers in the same proportions. A scenario that is named twice has the sum of both weights.
    /// </summary>
    /// <param name="wanted">Names, as <see cref="Resolve"/> takes them, each with its weight or none; empty for the default
    /// scenarios.</param>
    /// <returns>Each scenario once, in the order of <see cref="Resolve"/>.</returns>
    /// <exception cref="BatchPerfException">UnknownScenario, AmbiguousScenario; InvalidWeight: they cannot be scaled.</exception>
    public IReadOnlyList<(string Name, int Weight)> WeightsOf(IReadOnlyList<(string Name, int? Weight)> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var dealt = (wanted.Count == 0
                ? Definitions(null).Select(static d => (Scenario: d, d.Weight))
                : wanted.Select(w => (Scenario: Single(w.Name), w.Weight))
                    .Select(static w => (w.Scenario, Weight: w.Weight ?? w.Scenario.Weight)))
            .GroupBy(static w => w.Scenario.Name, static (name, all) => (Name: name, Weight: all.Sum(static w => w.Weight)))
            .ToList();
        var whole = WeightScale.Whole(dealt.ConvertAll(static d => d.Weight)) ?? throw new BatchPerfException(
            "InvalidWeight",
            ProblemKind.InvalidInput,
            $"The scenarios {string.Join(", ", dealt.Select(static d => d.Name))} cannot be dealt: {WeightScale.Problem}.",
            "Round the weights of the mix or of the templates, or give weights of your own.");
        return [.. dealt.Select((d, i) => (d.Name, whole[i]))];
    }

    /// <summary>
    /// Holds scenarios against a server: reads the identities of their resources, where those are not built in, and makes sure that every
    /// document can only be the run's own. Scenarios of resources that are not built in can be sent only when they come from the result.
    /// </summary>
    /// <param name="connection">The server; it is read from, where a resource is not built in, and never written to.</param>
    /// <param name="names">As <see cref="Resolve"/> takes them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A catalog of the same scenarios, checked against that server.</returns>
    /// <exception cref="BatchPerfException">
    /// UnknownScenario, AmbiguousScenario; ScenarioIdentityUnsafe, ScenarioKeyFieldsWrong, ScenarioIdentityUnknown; those of the
    /// connection.
    /// </exception>
    public async Task<ScenarioCatalog> VerifyAsync(
        ApiConnection connection,
        IEnumerable<string>? names,
        CancellationToken cancellationToken)
    {
        var (verified, scenarios) = await VerifiedAsync(connection, names, cancellationToken);
        await NumberRange.RequireFreeAsync(new ReadBack(connection.GetResources(), verified.Identities), scenarios, cancellationToken);
        return verified;
    }

    /// <summary>Verifies scenarios and returns the run-number ranges already used on the server.</summary>
    /// <inheritdoc cref="VerifyAsync"/>
    /// <returns>The scenarios, and the bits of runs in whose ranges of numbers the server has documents.</returns>
    internal async Task<(ScenarioCatalog Catalog, IReadOnlySet<int> TakenRuns)> VerifyForRunAsync(
        ApiConnection connection,
        IEnumerable<string>? names,
        CancellationToken cancellationToken)
    {
        var (verified, scenarios) = await VerifiedAsync(connection, names, cancellationToken);
        var reader = new ReadBack(connection.GetResources(), verified.Identities);
        return (verified, await NumberRange.TakenAsync(reader, scenarios, cancellationToken));
    }

    /// <summary>
    /// Verifies scenarios as <see cref="VerifyAsync"/> does, without a look at the documents that the server has: for a run that has begun
    /// already, whose own documents may be among them. They are told from those of others by the list that was read when it began.
    /// </summary>
    /// <inheritdoc cref="VerifyAsync"/>
    internal async Task<ScenarioCatalog> VerifyIdentitiesAsync(
        ApiConnection connection,
        IEnumerable<string>? names,
        CancellationToken cancellationToken) => (await VerifiedAsync(connection, names, cancellationToken)).Catalog;

    private async Task<(ScenarioCatalog Catalog, IReadOnlyList<IScenario> Scenarios)> VerifiedAsync(
        ApiConnection connection,
        IEnumerable<string>? names,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string[]? wanted = names is null ? null : [.. names];
        var definitions = Definitions(wanted);
        var fixtures = NeededBy(definitions);
        var resources = definitions.SelectMany(ScenarioVerifier.Resources).Concat(fixtures.Select(static f => f.Resource));
        var identities = await IdentitiesAsync(connection, resources, cancellationToken);
        var verified = new ScenarioCatalog(_definitions, _fixtures, identities);
        var scenarios = new ScenarioFactory(verified).Create(wanted, new ScenarioOptions { PoolSize = ScenarioOptions.SamplePool });
        FixtureVerifier.Check(fixtures, identities);
        return (verified, scenarios);
    }

    /// <summary>Returns the same scenarios with identities that were read before; each scenario is checked when it is compiled.</summary>
    internal ScenarioCatalog HeldAgainst(ServerIdentities identities) => new(_definitions, _fixtures, identities);

    /// <summary>Holds the fixtures that scenarios stand on against the identities, as <see cref="VerifyAsync"/> does.</summary>
    /// <exception cref="BatchPerfException">ScenarioKeyFieldsWrong, ScenarioIdentityUnsafe, ScenarioIdentityUnknown.</exception>
    internal void CheckFixtures(IEnumerable<string> names) => FixtureVerifier.Check(NeededBy(Definitions(names)), Identities);

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

    /// <summary>Fixtures with the built-in ones that they and scenarios stand on; all of these for scenarios that are built in.</summary>
    private static ScenarioFixtures Fixtures(
        IReadOnlyList<ScenarioDefinition> definitions,
        IReadOnlyList<IFixtureTemplate> fixtures,
        ServerIdentities identities) => new(
            fixtures,
            identities,
            definitions.Count == 0 || definitions.Any(static d => d.Tokens is null) ? BuiltInNeeds.All
                : BuiltInNeeds.Of(definitions.SelectMany(static d => d.Tokens!).Concat(fixtures.SelectMany(static f => f.Tokens))));

    private List<IFixtureTemplate> NeededBy(IEnumerable<ScenarioDefinition> definitions)
    {
        var needed = definitions.SelectMany(static d => d.Fixtures).ToHashSet();
        return [.. _fixtures.Where(needed.Contains)];
    }

    private async Task<ServerIdentities> IdentitiesAsync(
        ApiConnection connection,
        IEnumerable<string> resources,
        CancellationToken cancellationToken) =>
        resources.All(static r => BuiltInIdentities.Of(r) is not null)
            ? Identities
            : await MetadataSource.ReadAsync(connection, cancellationToken);

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
            "Name one that there is, or give the template that describes it"
                + new OptionKey("ScenarioPath").IfOffered(static option => $" ({option})") + ".");
}
