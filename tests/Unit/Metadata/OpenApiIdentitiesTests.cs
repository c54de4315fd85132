using System.Text;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>Identities as both styles of OpenAPI documents state them.</summary>
public sealed class OpenApiIdentitiesTests
{
    private static readonly ServerIdentities Flagged = ServerIdentities.Read(SmallSpecification.Flagged, "flagged");
    private static readonly ServerIdentities Flat = ServerIdentities.Read(SmallSpecification.Flat, "flat");

    [Theory]
    [InlineData("weeks", "weekName:string/80 schoolReference.schoolId:int64")]
    [InlineData("Weeks", "weekName:string/80 schoolReference.schoolId:int64")]
    [InlineData("dates", "date:date calendarReference.calendarCode:string/60 calendarReference.schoolId:int64")]
    [InlineData("feeders", "beginDate:date feederSchoolReference.schoolId:int64 schoolReference.schoolId:int64")]
    [InlineData("accounts", "accountIdentifier:string/50 year:int32")]
    [InlineData("organizations", "organizationId:int64")]
    [InlineData("dimensions", "code:string/16 fiscalYear:int32")]
    [InlineData("plans", "planTypeDescriptor:a descriptor/306 schoolReference.schoolId:int64")]
    public void An_identity_is_the_same_in_both_styles(string resource, string expected)
    {
        Assert.Equal(expected, Describe(Flagged.Find(resource)));
        Assert.Equal(expected, Describe(Flat.Find(resource)));
    }

    [Fact]
    public void A_value_of_several_references_is_several_parts_where_they_are_flagged_and_one_where_only_its_name_is()
    {
        Assert.Equal("localCode:string/60 schoolReference.schoolId:int64 sessionReference.schoolId:integer sessionReference.year:integer sessionReference.sessionName:string/60", Describe(Flagged.Find("offerings")));
        Assert.Equal("localCode:string/60 schoolReference.schoolId=sessionReference.schoolId:int64 sessionReference.year:integer sessionReference.sessionName:string/60", Describe(Flat.Find("offerings")));
    }

    [Theory]
    [InlineData("unflagged", "does not state it: it flags nothing as part of the identity")]
    [InlineData("lost", "does not state it: it does not say what a document consists of")]
    [InlineData("twice", "has it in several projects")]
    [InlineData("readOnly", "has no such resource")]
    [InlineData("nothing", "has no such resource")]
    public void What_is_not_stated_is_not_guessed(string resource, string problem)
    {
        Assert.Contains(problem, Flagged.Find(resource).Problem, StringComparison.Ordinal);
        Assert.Contains(problem, Flat.Find(resource).Problem, StringComparison.Ordinal);
        Assert.Null(Flat.Find(resource).Identity);
    }

    [Fact]
    public void A_query_field_without_a_value_contradicts()
        => Assert.Contains("the query field 'nowhere'", Flat.Find("contradicting").Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "it is not JSON")]
    [InlineData("{ \"openapi\": \"3.0.0\", \"paths\": {", "it is not JSON")]
    [InlineData("[]", "it is no OpenAPI document")]
    [InlineData("{ \"openapi\": \"3.0.0\", \"paths\": [] }", "it is no OpenAPI document")]
    [InlineData("{ \"swagger\": \"2.0\", \"paths\": {} }", "it is no OpenAPI document")]
    public void A_damaged_document_states_nothing(string text, string problem)
    {
        var found = ServerIdentities.Read(Encoding.UTF8.GetBytes(text), "it").Find("weeks");
        Assert.Null(found.Identity);
        Assert.Contains($"it cannot be read: {problem}", found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_cut_off_or_spoilt_anywhere_is_never_an_exception()
    {
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var text = (byte[])SmallSpecification.Flat.Clone();
            text[random.Next(text.Length)] = (byte)random.Next(256);
            var found = ServerIdentities.Read(text.AsMemory(0, i % 2 == 0 ? text.Length : random.Next(text.Length)), "it").Find("weeks");
            Assert.True(found.Identity is not null || found.Problem is not null);
            Assert.True(found.Identity is null || found.Identity.Leaves.All(static l => l.Paths.Count > 0 && l.Name.Length > 0));
        }
    }

    [Fact]
    public void A_document_above_32_MB_is_not_read()
        => Assert.Contains("at most 32 MB are read", ServerIdentities.Read(new byte[OpenApiDocument.MaxBytes + 1], "it").Find("weeks").Problem, StringComparison.Ordinal);

    [Fact]
    public void What_is_built_in_needs_no_server_and_is_not_overruled_by_one()
    {
        Assert.Equal("studentUniqueId:string/32", Describe(ServerIdentities.BuiltIn.Find("Students")));
        Assert.Equal("studentUniqueId:string/32", Describe(ServerIdentities.Unreadable("x").Find("students")));
        Assert.Equal("namespace:string/255 codeValue:string/50", Describe(ServerIdentities.BuiltIn.Find("termDescriptors")));
        Assert.Equal(IdentityFinding.NotAsked, ServerIdentities.BuiltIn.Find("weeks"));
    }

    internal static string Describe(IdentityFinding finding) => finding.Identity is not { } identity ? finding.Problem ?? "not asked"
        : string.Join(' ', identity.Leaves.Select(static l => $"{string.Join('=', l.Paths)}:{l.Describe()}{(l.MaxLength is { } most ? $"/{most}" : "")}"));
}
