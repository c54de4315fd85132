using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>A simulator that has its resources from a document, in both styles that such documents have.</summary>
public sealed class LearntModelTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_resource_is_created_updated_and_deleted_by_its_natural_key(bool published)
    {
        await using var server = await SmallServer.StartAsync(published);
        var documents = SmallDocuments.All;

        var created = await server.BatchAsync(documents.Select(static d => d.Create));
        Assert.Equal((200, documents.Count), (created.Status, server.Host.Counts().Documents.Total));
        Assert.Equal(documents.Select(static d => d.Segment), JsonNode.Parse(created.Text)!.AsArray().Select(static o => (string)o!["resource"]!));
        Assert.Equal((200, ""), Only(await server.BatchAsync(documents.Select(static d => d.Create))));
        Assert.Equal((200, ""), Only(await server.BatchAsync(documents.Select(static d => d.Update))));
        Assert.Equal(documents.Count, server.Host.Counts().Documents.Total);
        Assert.Equal((200, ""), Only(await server.BatchAsync(documents.Reverse().Select(static d => d.Delete))));
        Assert.Equal(0, server.Host.Counts().Documents.Total);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_resource_is_posted_read_put_and_deleted_by_its_project_and_id(bool published)
    {
        await using var server = await SmallServer.StartAsync(published);
        var created = new Stack<(string Path, string Document)>();
        foreach (var document in SmallDocuments.All)
        {
            using var posted = await server.Client.SendAsync(HttpMethod.Post, document.Path, document.Document);
            Assert.Equal((document.Segment, 201), (document.Segment, (int)posted.StatusCode));
            Assert.StartsWith(document.Path + "/", posted.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
            created.Push((posted.Headers.Location.AbsolutePath, document.Document));
        }

        foreach (var (path, document) in created)
        {
            var read = JsonNode.Parse((await server.SendAsync(HttpMethod.Get, path)).Text)!.AsObject();
            Assert.Equal(path.Split('/')[^1], (string?)read["id"]);
            read.Remove("_etag");
            read.Remove("_lastModifiedDate");
            Assert.Equal((204, ""), await server.SendAsync(HttpMethod.Put, path, read.ToJsonString()));
            read.Remove("id");
            var sent = JsonNode.Parse(document)!.AsObject();
            Assert.Subset(sent.Select(static p => p.Key).ToHashSet(StringComparer.Ordinal), read.Select(static p => p.Key).ToHashSet(StringComparer.Ordinal));
            Assert.Equal((204, ""), await server.SendAsync(HttpMethod.Delete, path));
        }

        Assert.Equal(0, server.Host.Counts().Documents.Total);
    }

    [Theory]
    [InlineData("/data/sample/busRoutes", 200)]
    [InlineData("/data/ed-fi/busRoutes", 404)]
    [InlineData("/data/sample/schools", 404)]
    [InlineData("/data/busRoutes", 404)]
    [InlineData("/data/ed-fi/reviews", 200)]
    [InlineData("/data/sample/reviews", 200)]
    [InlineData("/data/sample/routeKindDescriptors", 200)]
    [InlineData("/data/ed-fi/gradeLevelDescriptors", 200)]
    [InlineData("/data/ed-fi/countryDescriptors", 404)]
    [InlineData("/data/ed-fi/calendars", 404)]
    public async Task A_path_needs_the_resources_project(string path, int status)
    {
        await using var server = await SmallServer.StartAsync(published: false);

        Assert.Equal(status, (await server.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task A_batch_means_the_core_by_a_segment_that_two_projects_have()
    {
        await using var server = await SmallServer.StartAsync(published: false);
        const string Core = """{"op":"create","resource":"reviews","document":{"reviewCode":"r"}}""";
        const string Extension = """{"op":"create","resource":"reviews","document":{"reviewNumber":1}}""";

        Assert.Equal(200, (await server.BatchAsync(Core)).Status);
        Assert.Contains("reviewCode is required", (await server.BatchAsync(Extension)).Text, StringComparison.Ordinal);
        Assert.Equal(201, (await server.SendAsync(HttpMethod.Post, "/data/sample/reviews", """{"reviewNumber":1}""")).Status);
        Assert.Equal(2, server.Host.Counts().Documents.ByResource["reviews"]);
    }

    [Fact]
    public async Task An_extension_of_a_core_resource_is_kept_and_checked()
    {
        await using var server = await SmallServer.StartAsync(published: true);
        var school = SmallDocuments.Of("schools").Document;

        var wrong = await server.SendAsync(HttpMethod.Post, "/data/ed-fi/schools", school.Replace("{\"schoolId\"", "{\"_ext\":{\"sample\":{\"busStopCount\":\"x\"}},\"schoolId\"", StringComparison.Ordinal));
        var right = await server.SendAsync(HttpMethod.Post, "/data/ed-fi/schools", school.Replace("{\"schoolId\"", "{\"_ext\":{\"sample\":{\"busStopCount\":3}},\"schoolId\"", StringComparison.Ordinal));

        Assert.Equal((400, 201), (wrong.Status, right.Status));
        Assert.Equal(3, (int)(await server.Client.GetAsync("/data/ed-fi/schools?schoolId=1"))[0]!["_ext"]!["sample"]!["busStopCount"]!);
    }

    /// <summary>The text only where something failed.</summary>
    private static (int Status, string Text) Only((int Status, string Text) answer) => (answer.Status, answer.Status == 200 ? "" : answer.Text);
}
