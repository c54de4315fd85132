using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Makes scenarios and the fixtures that they stand on from a data model.</summary>
internal sealed partial class ScenarioMaker
{
    private readonly ApiModel _model;
    private readonly Links _links;
    private readonly UniquenessFinder _uniqueness;
    private readonly DocumentBuilder _records;
    private readonly DocumentBuilder _fixtures;
    private readonly UpdateChooser _updates;

    /// <param name="model">The data model.</param>
    /// <param name="rules">Rules for documents, stated and learnt.</param>
    /// <param name="descriptors">Chooses descriptors.</param>
    /// <param name="full">True for documents with optional values, too.</param>
    /// <param name="reuse">True where parents of records are reused by all batches of a client.</param>
    public ScenarioMaker(ApiModel model, LearntRules rules, IDescriptorSource descriptors, bool full, bool reuse = false)
    {
        _model = model;
        _links = new Links(model, rules);
        _uniqueness = new UniquenessFinder(_links, rules, reuse);
        _records = new DocumentBuilder(model, rules, descriptors, full);
        _fixtures = new DocumentBuilder(model, rules, descriptors, full: false);
        _updates = new UpdateChooser(_records, rules, descriptors);
    }

    /// <summary>Makes the scenario of a resource.</summary>
    /// <exception cref="FormatException">It cannot be made; the message says why, as the end of a sentence.</exception>
    public MadeScenario Make(ApiResource resource)
    {
        if (resource.Problem is { } problem)
        {
            throw new FormatException(problem);
        }

        var unique = _uniqueness.Find(resource)
            ?? throw new FormatException("no value of its identity can carry the run's key, nor can one of its parents'");
        var scope = Scope.Record(resource, unique);
        var document = _records.Build(resource, scope);
        return new MadeScenario(
            MadeDocument.Of(resource, document),
            [.. unique.Parents.Select(p => MadeDocument.Of(p, _fixtures.Build(p, scope)))],
            _updates.Choose(resource, document, scope),
            unique);
    }

    /// <summary>The fixtures that scenarios stand on besides the built-in ones, each once, in the order of creation.</summary>
    /// <exception cref="FormatException">One of them cannot be made; the message says which and why.</exception>
    public IReadOnlyList<MadeDocument> Fixtures(IEnumerable<MadeScenario> scenarios)
    {
        List<MadeDocument> order = [];
        HashSet<ApiResource> seen = [];
        foreach (var needed in scenarios.SelectMany(Needed))
        {
            Add(needed);
        }

        return order;

        void Add(ApiResource resource)
        {
            if (!seen.Add(resource))
            {
                return;
            }

            var document = MadeDocument.Of(resource, _fixtures.Build(resource, Scope.Fixture(resource)));
            foreach (var named in Named(document.Content))
            {
                Add(named);
            }

            order.Add(document);
        }
    }

    /// <summary>The fixtures that a scenario's tokens name, and those that they need, in the order of creation.</summary>
    private IEnumerable<ApiResource> Needed(MadeScenario scenario)
    {
        var text = string.Concat(scenario.Before.Append(scenario.Main).Select(static d => d.Content.ToJsonString()));
        return scenario.Before.Append(scenario.Main)
            .SelectMany(d => _links.Closure(d.Resource).Append(d.Resource))
            .Distinct()
            .Where(r => !BuiltInParents.Has(r.Segment) && Named(r, scenario, text))
            .Concat(scenario.Before.Append(scenario.Main).SelectMany(d => Named(d.Content)));
    }

    /// <summary>The fixtures that a document's tokens name, also where no rule says that the document has to refer to them.</summary>
    private IEnumerable<ApiResource> Named(JsonObject content)
        => Tokens().Matches(content.ToJsonString()).Select(m => _model.Find(m.Groups["fixture"].Value)).OfType<ApiResource>();

    [GeneratedRegex(@"fixture\.(?<fixture>[A-Za-z0-9]+)\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tokens();

    private bool Named(ApiResource resource, MadeScenario scenario, string text)
        => !scenario.Uniqueness.IsFresh(resource, scenario.Main.Resource)
            || text.Contains($"fixture.{resource.Segment}.", StringComparison.Ordinal);
}
