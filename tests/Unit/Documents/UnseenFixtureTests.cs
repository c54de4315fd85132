using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Simulator;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>A fixture's POST updates a document of the same identity: it is not sent where such a one may be there unseen.</summary>
public sealed class UnseenFixtureTests : IDisposable
{
    private const string Calendar = """
        { "kind": "fixtures", "documents": [ { "resource": "calendars", "keyFields": ["calendarCode", "schoolId", "schoolYear"],
          "document": { "calendarCode": "2025", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "schoolYearTypeReference": { "schoolYear": "{{#fixture.schoolYear}}" },
            "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" } } ] }
        """;

    private readonly TemplateFixture _templates = new();

    public void Dispose() => _templates.Dispose();

    [Theory]
    [InlineData("schools", """{"schoolId":255901001,"nameOfInstitution":"Grand Bend High School","gradeLevels":[{"gradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Ninth grade"}],"educationOrganizationCategories":[{"educationOrganizationCategoryDescriptor":"uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School"}]}""")]
    [InlineData("localEducationAgencies", """{"localEducationAgencyId":255901,"nameOfInstitution":"Grand Bend ISD","localEducationAgencyCategoryDescriptor":"uri://ed-fi.org/LocalEducationAgencyCategoryDescriptor#Independent","categories":[{"educationOrganizationCategoryDescriptor":"uri://ed-fi.org/EducationOrganizationCategoryDescriptor#Local Education Agency"}]}""")]
    [InlineData("schoolYearTypes", """{"schoolYear":2025,"currentSchoolYear":true,"schoolYearDescription":"This year"}""")]
    [InlineData("calendars", """{"calendarCode":"2025","schoolReference":{"schoolId":255901001},"schoolYearTypeReference":{"schoolYear":2025},"calendarTypeDescriptor":"uri://ed-fi.org/CalendarTypeDescriptor#IEP","gradeLevels":[{"gradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Ninth grade"}]}""")]
    public async Task A_document_of_others_that_a_server_hides_is_found_by_other_means_and_stays_as_it_is(string resource, string document)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full });
        await InitializeAsync(server);
        using var client = new SimulatorClient(server);
        using var posted = await client.SendAsync(HttpMethod.Post, $"/data/ed-fi/{resource}", document);
        Assert.True(posted.IsSuccessStatusCode);
        var before = (await client.GetAsync($"/data/ed-fi/{resource}")).ToJsonString();
        server.Change(o => o with { QueryMapping = QueryMapping.TryParse($"{resource}=hidden")! });

        var report = await InitializeAsync(server);

        var found = report.Fixtures.Single(f => f.Resource == resource);
        Assert.Equal(FixtureState.Existing, found.State);
        Assert.Contains("proven by a batch that cannot change it", found.Detail, StringComparison.Ordinal);
        Assert.Empty(report.Changed);
        server.Change(static o => o with { QueryMapping = QueryMapping.Faithful });
        Assert.Equal(before, (await client.GetAsync($"/data/ed-fi/{resource}")).ToJsonString());
    }

    [Fact]
    public async Task Where_nothing_tells_whether_it_is_there_it_is_refused_by_name_with_what_to_do()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full });
        await InitializeAsync(server, templates: false);
        server.Change(static o => o with { Forbid = "calendars" });

        var refusal = await Assert.ThrowsAsync<BatchPerfException>(() => InitializeAsync(server));

        Assert.Equal(("FixtureRefused", ProblemKind.Authentication), (refusal.ErrorId, refusal.Problem));
        Assert.StartsWith("Whether calendars {\"calendarCode\":\"2025\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("shows no calendars at all, and a batch that cannot change it was answered with 403", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Use a key that may read calendars, or give the fixture calendars in ", refusal.NextStep, StringComparison.Ordinal);
        Assert.Contains("a text with BatchPerf in it", refusal.NextStep, StringComparison.Ordinal);
        Assert.Equal(0, server.Counts().Documents.Of("calendars"));
    }

    [Fact]
    public async Task Only_what_bears_no_mark_of_this_tool_is_asked_for_by_a_batch()
    {
        var server = PrerequisiteTests.Ready();

        await FixtureSet.InitializeAsync(server, new FixtureKeys());

        Assert.Equal("schools", Assert.Single(server.Probes));
        var other = PrerequisiteTests.Ready();
        other.Refuse["PROBE schools"] = 500;
        Assert.Equal("FixtureRefused", (await Assert.ThrowsAsync<BatchPerfException>(() => FixtureSet.InitializeAsync(other, new FixtureKeys()))).ErrorId);
        Assert.Empty(other.Writes);
    }

    [Theory]
    [InlineData("""{"code":"BatchPerf calendar"}""", true)]
    [InlineData("""{"code":"BATCHPERF-ALG1","schoolId":1}""", true)]
    [InlineData("""{"code":"2025","schoolId":255901001}""", false)]
    [InlineData("""{"reference":{"name":"of BatchPerf"}}""", true)]
    [InlineData("""{"schoolId":25590100000000}""", true)]
    [InlineData("""{"schoolId":25594394967295}""", true)]
    [InlineData("""{"schoolId":25594394967296}""", false)]
    [InlineData("""{"schoolId":255901000000001}""", false)]
    public void A_key_bears_the_mark_where_one_of_its_values_can_only_be_this_tools(string key, bool ours) =>
        Assert.Equal(ours, FixtureMark.IsIn(JsonNode.Parse(key)!.AsObject()));

    private async Task<FixtureReport> InitializeAsync(SimulatorHost server, bool templates = true)
    {
        _templates.Write("calendar.json", Calendar);
        using var connection = await Load.ConnectAsync(server);
        var scenario = templates ? await ScenarioCatalog.Load([_templates.Folder]).VerifyFixturesAsync(connection, null, default) : ScenarioFixtures.None;
        return await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys(), new FixtureOptions { CreateMissing = true, Scenario = scenario });
    }
}
