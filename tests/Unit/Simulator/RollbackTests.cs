using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class RollbackTests
{
    [Fact]
    public async Task A_failed_batch_leaves_everything_as_it_was()
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Create("kept"), Create("changed")));
        var before = await client.GetAsync("/data/ed-fi/students");

        var status = await client.BatchStatusAsync(Create("new"), Update("changed"), Delete("kept"), Delete("no such student"));

        Assert.Equal(404, status);
        Assert.Equal(before.ToJsonString(), (await client.GetAsync("/data/ed-fi/students")).ToJsonString());
        Assert.Equal(2, simulator.Counts().Documents.Of("students"));
    }

    [Fact]
    public async Task Rollback_restores_what_refers_to_what()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Forbid = "students" });
        using var client = new SimulatorClient(simulator);
        using var school = await client.SendAsync(HttpMethod.Post, "/data/ed-fi/schools", (string)JsonNode.Parse(School)!.ToJsonString());
        Assert.Equal(201, (int)school.StatusCode);

        // The period goes, then the batch fails: the school must still be known to be in use.
        using var period = await client.BatchAsync("""{"op":"create","resource":"classPeriods","document":{"classPeriodName":"1","schoolReference":{"schoolId":1}}}""");
        Assert.Equal(200, (int)period.StatusCode);
        Assert.Equal(403, await client.BatchStatusAsync(DeletePeriod, Create("forbidden")));

        Assert.Equal(409, await client.BatchStatusAsync("""{"op":"delete","resource":"schools","naturalKey":{"schoolId":1}}"""));
        Assert.Equal(200, await client.BatchStatusAsync(DeletePeriod, """{"op":"delete","resource":"schools","naturalKey":{"schoolId":1}}"""));
    }

    [Fact]
    public async Task Atomicity_can_be_broken_on_purpose()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { BreakAtomicity = true });
        using var client = new SimulatorClient(simulator);

        Assert.Equal(404, await client.BatchStatusAsync(Create("survivor"), Delete("no such student"), Create("never")));

        var left = await client.GetAsync("/data/ed-fi/students");
        Assert.Equal("survivor", (string?)Assert.Single(left.AsArray())!["studentUniqueId"]);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_and_a_fresh_one_taken()
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);
        Assert.Equal(200, await client.BatchStatusAsync(Create("one")));
        var document = (await client.GetAsync("/data/ed-fi/students?studentUniqueId=one"))[0]!;
        var etag = (string)document["_etag"]!;

        Assert.Equal(200, await client.BatchStatusAsync(Update("one", ifMatch: etag)));
        Assert.Equal(412, await client.BatchStatusAsync(Delete("one", ifMatch: etag)));

        using var single = await client.SendAsync(HttpMethod.Delete, $"/data/ed-fi/students/{document["id"]}", ifMatch: etag);
        Assert.Equal(412, (int)single.StatusCode);
    }

    private const string School =
        """
        {"schoolId":1,"nameOfInstitution":"One",
         "educationOrganizationCategories":[{"educationOrganizationCategoryDescriptor":"uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School"}],
         "gradeLevels":[{"gradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Ninth grade"}]}
        """;

    private const string DeletePeriod = """{"op":"delete","resource":"classPeriods","naturalKey":{"classPeriodName":"1","schoolId":1}}""";
}
