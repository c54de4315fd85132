using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>Queries of a learnt model: which fields there are, what they look at, and how they can be wrong.</summary>
public sealed class LearntQueryTests : IAsyncLifetime
{
    private SmallServer _served = null!;
    private SmallServer _published = null!;

    public async Task InitializeAsync()
    {
        _served = await SmallServer.StartAsync(published: false);
        _published = await SmallServer.StartAsync(published: true);
        foreach (var server in new[] { _served, _published })
        {
            Assert.Equal(200, (await server.BatchAsync(SmallDocuments.All.Select(static d => d.Create))).Status);
        }
    }

    [Theory]
    [InlineData("sections?schoolId=1", 1, 1)]
    [InlineData("sections?schoolId=2", 0, 0)]
    [InlineData("sections?hostSchoolId=1", -400, 0)]
    [InlineData("sections?sectionIdentifier=A1&localCourseCode=A&schoolId=1&schoolYear=2025&sessionName=Fall", 1, 1)]
    [InlineData("sections?sectionIdentifier=A1&localCourseCode=A&schoolId=1&schoolYear=2024&sessionName=Fall", 0, 0)]
    [InlineData("studentProgramAssociations?educationOrganizationId=255901", 1, 1)]
    [InlineData("studentProgramAssociations?programEducationOrganizationId=255901", -400, 1)]
    [InlineData("studentSpecialProgramAssociations?educationOrganizationId=1", 1, 1)]
    [InlineData("studentSpecialProgramAssociations?educationOrganizationId=255901", 1, 0)]
    [InlineData("feederSchoolAssociations?feederSchoolId=1", -400, 1)]
    [InlineData("schools?localEducationAgencyId=255901", 1, 1)]
    [InlineData("schools?city=Austin", -400, -400)]
    [InlineData("gradeLevelDescriptors?codeValue=Ninth grade", 1, 1)]
    [InlineData("gradeLevelDescriptors?namespace=uri://ed-fi.org/GradeLevelDescriptor&codeValue=Ninth grade", 1, 1)]
    public async Task A_query_field_is_one_that_the_document_names(string query, int served, int published)
    {
        Assert.Equal((served, published), (await CountAsync(_served, query), await CountAsync(_published, query)));
    }

    [Theory]
    [InlineData("sections.schoolId=other", "sections?schoolId=1", 0)]
    [InlineData("sections=nothing", "sections?sectionIdentifier=A1", 0)]
    [InlineData("sections=hidden", "sections", 0)]
    [InlineData("busRoutes.busRouteNumber=ignored", "busRoutes?busRouteNumber=8", 1)]
    [InlineData("*.(boolean)=nothing", "schoolYearTypes?currentSchoolYear=true", 0)]
    [InlineData("measured", "sessions?schoolYear=2025", 0)]
    [InlineData("measured", "sections?schoolId=1", 0)]
    public async Task A_mapping_spoils_them_as_it_does_built_in_ones(string mapping, string query, int count)
    {
        Assert.NotEqual(count, await CountAsync(_served, query));
        _served.Host.Change(o => o with { QueryMapping = QueryMapping.TryParse(mapping)! });

        Assert.Equal(count, await CountAsync(_served, query));
    }

    [Fact]
    public async Task A_list_is_paged_and_counted()
    {
        using var answer = await _served.Client.SendAsync(HttpMethod.Get, "/data/ed-fi/gradeLevelDescriptors?limit=5&offset=10&totalCount=true");

        Assert.Equal("13", answer.Headers.GetValues("Total-Count").Single());
        Assert.Equal(3, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Count);
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        await _published.DisposeAsync();
    }

    /// <summary>How many documents were found, or the status with a minus sign.</summary>
    private static async Task<int> CountAsync(SmallServer server, string query)
    {
        var (status, text) = await server.SendAsync(HttpMethod.Get, $"/data/{(query.StartsWith("bus", StringComparison.Ordinal) ? "sample" : "ed-fi")}/{query}");
        return status == 200 ? JsonNode.Parse(text)!.AsArray().Count : -status;
    }
}
