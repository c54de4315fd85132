using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>Checks the documents of a scenario against the identities that count, and collects their problems.</summary>
internal sealed class ScenarioVerifier
{
    private readonly ScenarioDefinition _scenario;
    private readonly ServerIdentities _identities;
    private readonly HashSet<string> _notAsked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<NumberedDocument> _numbered = [];
    private readonly IdentityProblems _problems = new();

    /// <param name="scenario">The scenario.</param>
    /// <param name="identities">The identities that count.</param>
    public ScenarioVerifier(ScenarioDefinition scenario, ServerIdentities identities)
    {
        _scenario = scenario;
        _identities = identities;
    }

    /// <summary>Why nothing of the scenario may be sent yet; null where all its documents were held against their identities.</summary>
    public string? Unverified => _notAsked.Count == 0 ? null
        : $"the identity of {string.Join(", ", _notAsked)} is not built in, and the server was not asked for it";

    /// <summary>Documents that nothing but a number of their own makes the run's.</summary>
    public IReadOnlyCollection<NumberedDocument> Numbered => _numbered;

    /// <summary>The resources of a scenario.</summary>
    public static IEnumerable<string> Resources(ScenarioDefinition scenario) => Plans(scenario).Select(static p => p.Resource);

    /// <summary>Takes the documents of one triple.</summary>
    public void Check(ITripleRecipe recipe, TripleDocuments documents)
    {
        List<CreatedDocument> created = [];
        foreach (var (plan, content) in recipe.Before.Append(recipe.Main).Zip(documents.Before.Append(documents.Create)))
        {
            if (Find(plan, content) is not { } document)
            {
                continue;
            }

            var problems = IdentityRules.Check(document, created).ToList();
            problems.ForEach(p => Add(plan, p));
            if (problems.Count == 0)
            {
                if (KeyRules.NumberAlone(document, created) is { } path)
                {
                    _numbered.Add(new NumberedDocument(plan.Resource, path));
                }

                created.Add(document);
            }
        }

        if (created.Find(c => ReferenceEquals(c.Content, documents.Create)) is { } main
            && IdentityRules.CheckUpdate(main, documents.Update) is { } problem)
        {
            Add(recipe.Main, problem);
        }
    }

    /// <inheritdoc cref="IdentityProblems.Throw"/>
    public void Throw() => _problems.Throw();

    private static IEnumerable<DocumentPlan> Plans(ScenarioDefinition scenario) =>
        scenario.Recipes.SelectMany(static r => r.Before.Append(r.Main));

    private CreatedDocument? Find(DocumentPlan plan, JsonObject content)
    {
        var found = _identities.Find(plan.Resource);
        if (found.Identity is { } identity)
        {
            return new CreatedDocument(plan, identity, content);
        }

        if (found.Problem is { } problem)
        {
            Add(
                plan,
                new IdentityProblem(
                    IdentityProblem.Unknown,
                    $"the identity is not known, so that documents of others could be changed and deleted: {problem}"));
        }
        else
        {
            _notAsked.Add(plan.Resource);
        }

        return null;
    }

    private void Add(DocumentPlan plan, IdentityProblem problem) => _problems.Add($"{_scenario.Source}: {plan.Resource}", problem);
}
