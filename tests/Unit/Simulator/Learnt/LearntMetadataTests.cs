using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Metadata;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;
using EdFi.BatchPerf.Unit.Specification;

namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>What a simulator of a learnt model says of itself, and the ways in which it can be wrong about it.</summary>
public sealed class LearntMetadataTests
{
    [Theory]
    [InlineData(false, "5.1.0")]
    [InlineData(true, "5.0.0")]
    public async Task Discovery_leads_to_the_documents_as_they_were_given_but_for_the_servers_address(bool published, string standard)
    {
        await using var server = await SmallServer.StartAsync(published);
        var discovery = await server.Client.GetAsync("/");
        Assert.Equal(["Ed-Fi " + standard, "SAMPLE 1.0.0"], discovery["dataModels"]!.AsArray().Select(static m => $"{m!["name"]} {m["version"]}"));

        var list = (await server.Client.GetAsync(PathOf(discovery["urls"]!["openApiMetadata"]!))).AsArray();
        var options = SmallServer.Options(published);
        foreach (var (name, file) in new[] { ("Resources", options.Openapi), ("Descriptors", options.OpenapiDescriptors) })
        {
            var served = await server.Client.GetAsync(PathOf(list.Single(entry => (string)entry!["name"]! == name)!["endpointUri"]!));
            var given = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            if (!published)
            {
                given["servers"]![0]!["url"] = server.Host.BaseUrl + "data";
            }

            Assert.Equal(given.ToJsonString(), served.ToJsonString());
        }

        var dependencies = await server.Client.GetAsync(PathOf(discovery["urls"]!["dependencies"]!));
        Assert.Equal(JsonNode.Parse(await File.ReadAllTextAsync(Small.Dependencies))!.ToJsonString(), dependencies.ToJsonString());
    }

    [Fact]
    public async Task Without_documents_of_descriptors_and_dependencies_the_server_works_them_out()
    {
        await using var server = await SmallServer.StartAsync(published: false, static o => o with { OpenapiDescriptors = "", Dependencies = "" });

        var rows = (await server.Client.GetAsync("/metadata/dependencies")).AsArray()
            .ToDictionary(static row => (string)row!["resource"]!, static row => (int)row!["order"]!, StringComparer.Ordinal);
        Assert.All(SmallDocuments.All, document => Assert.Contains($"/{document.Project}/{document.Segment}", rows.Keys));
        Assert.Equal(1, rows["/ed-fi/gradeLevelDescriptors"]);
        Assert.True(rows["/ed-fi/schools"] < rows["/ed-fi/sessions"] && rows["/ed-fi/courseOfferings"] < rows["/ed-fi/sections"]);
        Assert.True(rows["/ed-fi/studentSpecialProgramAssociations"] < rows["/ed-fi/programParticipations"]);

        var descriptors = await server.Client.GetAsync("/metadata/specifications/descriptors-spec.json");
        var read = ApiReader.Read(Encoding.UTF8.GetBytes(descriptors.ToJsonString()), "it");
        Assert.Equal(rows.Keys.Where(static path => path.EndsWith("Descriptors", StringComparison.Ordinal)).Order(StringComparer.Ordinal), read.Resources.Select(static r => $"/{r.Project}/{r.Segment}").Order(StringComparer.Ordinal));
        Assert.Equal(200, (await server.BatchAsync(SmallDocuments.All.Where(static d => d.Project == "ed-fi").Select(static d => d.Create))).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Required_properties_can_be_left_out_of_the_metadata_and_are_enforced_all_the_same(bool published)
    {
        await using var server = await SmallServer.StartAsync(published, static o => o with { ServedRequired = ServedRequired.None });

        var served = await server.Client.GetAsync("/metadata/specifications/resources-spec.json");
        Assert.DoesNotContain("\"required\":[", served.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"required\":true", served.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("lastSurname is required", (await server.SendAsync(HttpMethod.Post, "/data/ed-fi/students", "{}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_references_can_have_another_name_than_the_metadata_say()
    {
        await using var server = await SmallServer.StartAsync(published: false, static o => o with { WrongLeaf = "courseOfferings.localCourseCode=offeringCode" });
        Assert.Equal(200, (await server.BatchAsync(SmallDocuments.All.TakeWhile(static d => d.Segment != "sections").Select(static d => d.Create))).Status);
        var section = SmallDocuments.Of("sections");

        var refused = await server.BatchAsync(section.Create);
        var taken = await server.BatchAsync(section.Create.Replace("localCourseCode", "offeringCode", StringComparison.Ordinal));

        Assert.Contains("\"$.courseOfferingReference.offeringCode\":[\"offeringCode is required.\"]", refused.Text, StringComparison.Ordinal);
        Assert.Equal((400, 200), (refused.Status, taken.Status));
        var served = await server.Client.GetAsync("/metadata/specifications/resources-spec.json");
        Assert.DoesNotContain("offeringCode", served.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schools", "schools", 403, "authorization:\"")]
    [InlineData("descriptors", "gradeLevelDescriptors", 403, "authorization:\"")]
    [InlineData("sections", "schools", 200, "")]
    public async Task A_resource_without_a_claim_is_not_even_read(string forbidden, string resource, int status, string said)
    {
        await using var server = await SmallServer.StartAsync(published: false, o => o with { NoClaim = forbidden });

        var (got, text) = await server.SendAsync(HttpMethod.Get, "/data/ed-fi/" + resource);

        Assert.Equal(status, got);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("small")]
    public void Flags_that_are_taken_off_references_say_the_same_identities(string model)
    {
        var options = model.Length == 0 ? new SimulatorOptions() : SmallServer.Options(published: false);
        var metadata = ServedMetadata.Read(options);
        var served = ApiReader.Read(metadata.Resources("http://x", new ServedStyle(FlagsReferences: true, NamesRequired: true)), "served");
        var flat = ApiReader.Read(metadata.Resources("http://x", new ServedStyle(FlagsReferences: false, NamesRequired: true)), "flat");

        Assert.Equal((true, false), (served.FlagsReferences, flat.FlagsReferences));
        string[] told = model.Length == 0 ? [] : ["feederSchoolAssociations", "sections", "studentSchoolAssociations"];
        Assert.Equal(Identities(served).Where(i => !told.Contains(i.Split(' ')[0])), Identities(flat).Where(i => !told.Contains(i.Split(' ')[0])));
    }

    [Theory]
    [InlineData("", "has no path /project/resource", "{\"openapi\":\"3.0.0\",\"paths\":{}}")]
    [InlineData("", "is no OpenAPI 3 document", "[]")]
    [InlineData("", "is not JSON", "{")]
    [InlineData("", "has no component 'A'", "{\"openapi\":\"3.0.0\",\"paths\":{\"/p/as\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/A\"}}}}}}}}")]
    [InlineData("", "contains itself", "{\"openapi\":\"3.0.0\",\"paths\":{\"/p/as\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/A\"}}}}}}},\"components\":{\"schemas\":{\"A\":{\"properties\":{\"a\":{\"$ref\":\"#/components/schemas/A\"}}}}}}")]
    [InlineData("", "has no identity", "{\"openapi\":\"3.0.0\",\"paths\":{\"/p/as\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/A\"}}}}}}},\"components\":{\"schemas\":{\"A\":{\"properties\":{\"a\":{\"type\":\"string\"}}}}}}")]
    [InlineData("schools.schoolId", "is not of the form resource.leaf=name", null)]
    [InlineData("widgets.schoolId=x", "No reference to 'widgets'", null)]
    public async Task A_document_that_cannot_be_taken_is_named_with_the_reason(string wrongLeaf, string said, string? text)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, text);
        var options = new SimulatorOptions { Openapi = text is null ? Small.ServedResources : file, WrongLeaf = wrongLeaf };

        var error = await Assert.ThrowsAsync<SpecificationException>(() => SimulatorHost.StartAsync(options));

        File.Delete(file);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<SpecificationException>(static () => ServedMetadata.Read(new SimulatorOptions { Openapi = "nowhere.json.gz" }));

        Assert.Contains("'nowhere.json.gz' cannot be read", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Identities(ApiDocument document) => SchemaCompiler.Compile(document, [])
        .Select(static r => $"{r.Name} {r.Project} {string.Join(' ', r.KeyParts.SelectMany(static part => part.Fields).Select(static field => field.Path).Order(StringComparer.Ordinal))}");

    private static string PathOf(JsonNode url) => new Uri((string)url!).AbsolutePath;
}
