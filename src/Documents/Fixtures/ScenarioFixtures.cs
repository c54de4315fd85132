using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// The fixtures of templates that scenarios need besides the built-in ones, in the order in which they are made, and the identities by
/// which the server tells their documents from others.
/// </summary>
internal sealed class ScenarioFixtures
{
    private readonly IReadOnlyList<IFixtureTemplate> _templates;

    /// <param name="templates">The fixtures, in the order in which they are made.</param>
    /// <param name="identities">Identities by which the server tells documents from each other.</param>
    /// <param name="needs">The built-in fixtures that scenarios and these stand on; null for all.</param>
    internal ScenarioFixtures(IReadOnlyList<IFixtureTemplate> templates, ServerIdentities identities, BuiltInNeeds? needs = null)
    {
        _templates = templates;
        Identities = identities;
        Needs = needs ?? BuiltInNeeds.All;
    }

    /// <summary>None: the built-in ones are enough.</summary>
    public static ScenarioFixtures None { get; } = new([], ServerIdentities.BuiltIn);

    /// <summary>Number of fixtures of templates.</summary>
    public int Count => _templates.Count;

    /// <summary>Names by which templates refer to them, in the same order.</summary>
    internal IEnumerable<string> Names => _templates.Select(static t => t.Name);

    /// <summary>The built-in fixtures that have to be there.</summary>
    internal BuiltInNeeds Needs { get; }

    /// <summary>Identities by which the server tells documents from each other.</summary>
    internal ServerIdentities Identities { get; }

    /// <summary>None of these, and the built-in ones that they and their scenarios stand on.</summary>
    internal ScenarioFixtures BuiltIn() => new([], Identities, Needs);

    /// <summary>The fixtures.</summary>
    /// <param name="keys">The natural keys of the built-in ones, to which they may refer.</param>
    /// <exception cref="BatchPerfException">ScenarioNotVerified: the server was not asked for the identity of one.</exception>
    internal IReadOnlyList<FixtureDefinition> Make(FixtureKeys keys) =>
    [
        .. _templates.Select(template => template.Make(
            keys,
            Identities.Find(template.Resource).Identity ?? throw new BatchPerfException(
                "ScenarioNotVerified",
                ProblemKind.InvalidInput,
                $"The fixture {template.Name} ({template.Source}) cannot be looked for, because the server was not asked for the "
                    + $"identity of {template.Resource}.",
                "Hold the scenarios against the server first (ScenarioCatalog.VerifyAsync); the cmdlets and edfi-batchperf do."))),
    ];

    /// <summary>Descriptors that have to be there before: those of scenarios and those that the fixtures name, but for those that the
    /// fixtures make.</summary>
    /// <param name="descriptors">Those of scenarios.</param>
    /// <param name="keys">The natural keys of the built-in fixtures.</param>
    internal IReadOnlyList<DescriptorUse> Needed(IEnumerable<DescriptorUse> descriptors, FixtureKeys keys)
    {
        var made = _templates
            .Where(static t => t.Resource.EndsWith("Descriptors", StringComparison.OrdinalIgnoreCase))
            .Select(t => t.Render(keys))
            .Select(static document => $"{document["namespace"]}#{document["codeValue"]}")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. descriptors
                .Concat(_templates.SelectMany(t => t.Descriptors(keys)))
                .DistinctBy(static d => d.Uri, StringComparer.OrdinalIgnoreCase)
                .Where(d => !made.Contains(d.Uri)),
        ];
    }
}
