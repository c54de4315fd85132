using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Documents.Verification;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>Numbers of a template that stand where the identity has whole ones.</summary>
public sealed class FractionTests
{
    [Theory]
    [InlineData("255901001", null)]
    [InlineData("9007199254740991", null)]
    [InlineData("255901777.7", "'schoolReference.schoolId' is 255901777.7")]
    [InlineData("1e9", "'schoolReference.schoolId' is 1e9")]
    [InlineData("9007199254740992", "at most 2^53")]
    [InlineData("92233720368547758070", "at most 2^53")]
    public void A_fraction_in_a_key_is_refused_by_name(string number, string? said)
    {
        var content = (JsonObject)JsonNode.Parse($$$"""{"classPeriodName":"{{{KeyMarkers.Whole}}}","schoolReference":{"schoolId":{{{number}}}}}""")!;
        var document = new CreatedDocument(
            new DocumentPlan("classPeriods", KnownIdentities.Of("classPeriods")!), BuiltInIdentities.Of("classPeriods")!, content);

        var problems = IdentityRules.Check(document, []).ToList();

        Assert.Equal(said is null ? 0 : 1, problems.Count);
        Assert.All(problems, problem => Assert.Contains(said!, problem.Text, StringComparison.Ordinal));
    }
}
