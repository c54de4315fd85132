using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>Checks the documents of fixtures against the identities that count: one looked for by a wrong key is never found.</summary>
internal static class FixtureVerifier
{
    /// <summary>Checks them.</summary>
    /// <exception cref="BatchPerfException">ScenarioIdentityUnsafe, ScenarioKeyFieldsWrong, ScenarioIdentityUnknown: with every
    /// problem.</exception>
    public static void Check(IEnumerable<IFixtureTemplate> fixtures, ServerIdentities identities)
    {
        var problems = new IdentityProblems();
        foreach (var fixture in fixtures)
        {
            var found = identities.Find(fixture.Resource);
            var problem = found.Identity is { } identity
                ? IdentityRules.CheckConstant(new CreatedDocument(
                    new DocumentPlan(fixture.Resource, fixture.KeyFields) { Project = fixture.Project },
                    identity,
                    fixture.Render(new FixtureKeys())))
                : new IdentityProblem(
                    IdentityProblem.Unknown,
                    $"the identity is not known, so that the fixture cannot be looked for: {found.Problem ?? "the server was not asked"}");
            problems.Add($"{fixture.Source}: {fixture.Name}", problem);
        }

        problems.Throw();
    }
}
