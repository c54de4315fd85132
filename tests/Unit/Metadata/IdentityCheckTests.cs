using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Documents.Verification;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>Which documents are taken for those that a run made, and which templates have a parent that the run makes.</summary>
public sealed class IdentityCheckTests
{
    private static readonly ResourceIdentity Objectives = new("ed-fi", "objectiveAssessments", [new IdentityLeaf("code", ["code"]), new IdentityLeaf("namespace", ["assessmentReference.namespace"])]);
    private static readonly ResourceIdentity Feeders = new("ed-fi", "feeders", [new IdentityLeaf("schoolId", ["schoolReference.schoolId"]), new IdentityLeaf("feederSchoolId", ["feederSchoolReference.schoolId"])]);

    [Theory]
    [InlineData("as it was made", """{"code":"k1","assessmentReference":{"namespace":"n"}}""", """{"code":"k1","namespace":"n"}""", true)]
    [InlineData("nested key", """{"code":"k1","assessmentReference":{"namespace":"n"}}""", """{"code":"k1","assessmentReference":{"namespace":"n"}}""", true)]
    [InlineData("a document that refers to the run's", """{"code":"other","parentReference":{"code":"k1"},"assessmentReference":{"namespace":"n"}}""", """{"code":"k1","namespace":"n"}""", false)]
    [InlineData("a value of the identity elsewhere", """{"code":"k1","assessmentReference":{"namespace":"other"},"scoreReference":{"namespace":"n"}}""", """{"code":"k1","namespace":"n"}""", false)]
    [InlineData("a part of the identity is missing", """{"code":"k1"}""", """{"code":"k1","namespace":"n"}""", false)]
    [InlineData("the key has less than the identity", """{"code":"k1","assessmentReference":{"namespace":"n"}}""", """{"code":"k1"}""", false)]
    [InlineData("the key has more than the identity", """{"code":"k1","assessmentReference":{"namespace":"n"},"title":"t"}""", """{"code":"k1","namespace":"n","title":"t"}""", false)]
    [InlineData("another letter case", """{"code":"K1","assessmentReference":{"namespace":"n"}}""", """{"code":"k1","namespace":"n"}""", false)]
    [InlineData("no key", """{"code":"k1","assessmentReference":{"namespace":"n"}}""", "{}", false)]
    public void A_document_is_taken_for_the_run_s_by_the_identity_that_the_server_states(string what, string document, string key, bool bears) =>
        Assert.True(bears == IdentityCheck.Bears(Objectives, Object(document), Object(key)), what);

    [Theory]
    [InlineData("""{"schoolReference":{"schoolId":1},"feederSchoolReference":{"schoolId":2}}""", true)]
    [InlineData("""{"schoolReference":{"schoolId":2},"feederSchoolReference":{"schoolId":1}}""", false)]
    public void Values_of_one_name_are_told_apart_by_their_place(string document, bool bears) =>
        Assert.Equal(bears, IdentityCheck.Bears(Feeders, Object(document), Object("""{"schoolReference":{"schoolId":1},"feederSchoolReference":{"schoolId":2}}""")));

    [Fact]
    public void A_key_that_says_the_same_value_in_two_places_is_found_in_a_resource_that_is_built_in() => Assert.True(IdentityCheck.Bears(
        "courseOfferings",
        Object("""{"localCourseCode":"k1","schoolReference":{"schoolId":1},"sessionReference":{"schoolId":1,"schoolYear":2025,"sessionName":"s"}}"""),
        Object("""{"localCourseCode":"k1","schoolReference":{"schoolId":1},"sessionReference":{"schoolId":1,"schoolYear":2025,"sessionName":"s"}}""")));

    [Theory]
    [InlineData("uri://ed-fi.org/AreaDescriptor#{{key}}", true)]
    [InlineData("uri://ed-fi.org/AreaDescriptor#x{{key}}", false)]
    public void A_descriptor_that_the_triple_creates_is_a_parent_of_its_own(string uri, bool sound)
    {
        var parent = new CreatedDocument(new DocumentPlan("areaDescriptors", KnownIdentities.Of("areaDescriptors")!), BuiltInIdentities.Of("areaDescriptors")!, Object("""{"namespace":"uri://ed-fi.org/AreaDescriptor","codeValue":"{{key}}"}"""));
        var identity = new ResourceIdentity("ed-fi", "areas", [new IdentityLeaf("areaDescriptor", ["areaDescriptor"])]);
        var document = new CreatedDocument(new DocumentPlan("areas", new KeyFields(["areaDescriptor"])), identity, new JsonObject { ["areaDescriptor"] = uri });

        Assert.Equal(sound, !IdentityRules.Check(document, [parent]).Any());
        Assert.Single(IdentityRules.Check(document, []));
    }

    [Theory]
    [InlineData("https://dms.example/", "https://dms.example/metadata", true)]
    [InlineData("https://dms.example/", "http://dms.example/metadata", false)]
    [InlineData("https://dms.example/", "http://127.0.0.1:8080/metadata", true)]
    [InlineData("http://dms.example/", "http://dms.example/metadata", true)]
    public void What_an_encrypted_server_says_of_identities_is_not_read_from_a_plain_address(string server, string url, bool read) =>
        Assert.Equal(read, MetadataSource.Unencrypted(new Uri(server), new Uri(url)) is null);

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
