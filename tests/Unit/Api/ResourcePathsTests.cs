using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Unit.Api;

/// <summary>Resources of an extension lie beside Ed-Fi's own, under their project.</summary>
public sealed class ResourcePathsTests
{
    private const string Metadata = """
        {
          "openapi": "3.0.0",
          "paths": {
            "/ed-fi/weeks": @resource,
            "/tpdm/candidates": @resource,
            "/tpdm/students": @resource,
            "/%2e%2e/escapes": @resource
          },
          "components": { "schemas": { "thing": { "properties": {
            "thingIdentifier": { "type": "string", "x-Ed-Fi-isIdentity": true }
          } } } }
        }
        """;

    private const string Resource = """
        {
          "get": { "parameters": [{ "name": "thingIdentifier", "in": "query", "x-Ed-Fi-isIdentity": true }] },
          "post": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/thing" } } } } }
        }
        """;

    [Theory]
    [InlineData("http://dms/data/ed-fi", "candidates", "http://dms/data/tpdm/candidates")]
    [InlineData("http://dms/data/ed-fi/", "Candidates", "http://dms/data/tpdm/Candidates")]
    [InlineData("http://dms/tenant/data/v3/2026/ed-fi", "candidates/7?a=b/c", "http://dms/tenant/data/v3/2026/tpdm/candidates/7?a=b/c")]
    [InlineData("http://dms/data/ed-fi", "candidates?limit=1", "http://dms/data/tpdm/candidates?limit=1")]
    [InlineData("http://dms/data/ed-fi", "students?limit=1", "http://dms/data/ed-fi/students?limit=1")]
    [InlineData("http://dms/data/homograph", "candidates", "http://dms/data/homograph/candidates")]
    public void A_resource_lies_under_the_project_that_was_learnt(string prefix, string path, string url)
    {
        var paths = new ResourcePaths(new Uri(prefix));
        paths.Learn("candidates", "tpdm");

        Assert.Equal(url, paths.Of(path).AbsoluteUri);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("")]
    [InlineData("ED-FI")]
    public void A_project_that_is_no_plain_segment_of_a_path_changes_nothing(string project)
    {
        var paths = new ResourcePaths(new Uri("http://dms/data/ed-fi"));
        paths.Learn("candidates", project);

        Assert.Equal("http://dms/data/ed-fi/candidates", paths.Of("candidates").AbsoluteUri);
    }

    [Fact]
    public async Task What_the_servers_metadata_says_of_projects_decides_where_single_requests_go()
    {
        var server = new PathServer();
        using var connection = server.Connect();

        await MetadataSource.ReadAsync(connection, CancellationToken.None);
        foreach (var resource in new[] { "weeks", "candidates", "students", "escapes" })
        {
            await connection.GetResources().GetAsync(resource, "limit=1", CancellationToken.None);
        }

        // what is built in stays where it is, whatever a document says
        Assert.Equal(["/data/ed-fi/weeks", "/data/tpdm/candidates", "/data/ed-fi/students", "/data/ed-fi/escapes"], server.Asked);
    }

    [Theory]
    [InlineData(401, "A new token was refused, too")]
    [InlineData(403, "Use a key")]
    [InlineData(404, "Where it is a resource of an extension")]
    [InlineData(429, "no time for more requests")]
    [InlineData(503, "no time for more requests")]
    [InlineData(500, "Use a key")]
    [InlineData(null, "Use a key")]
    public void The_next_step_follows_from_the_status(int? status, string words) =>
        Assert.Contains(words, AccessAdvice.Of(status, "candidates", "Use a key that may."), StringComparison.Ordinal);

    /// <summary>A server without sockets that publishes metadata and remembers the paths of resources.</summary>
    private sealed class PathServer : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public ApiConnection Connect()
        {
            var invoker = new HttpMessageInvoker(this);
            var request = new ApiRequest(invoker, TokenServer.Options);
            var endpoints = new Endpoints(new Uri("http://dms/batch"), new Uri("http://dms/token"), new Uri("http://dms/data/ed-fi"));
            return new ApiConnection(
                TokenServer.Options,
                new Discovery { OpenApiMetadata = "http://dms/metadata" },
                endpoints,
                invoker,
                request,
                new TokenSource(request, TokenServer.Options, endpoints.Token, TimeProvider.System),
                TimeProvider.System);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (path.StartsWith("/data", StringComparison.Ordinal))
            {
                Asked.Add(path);
            }

            return Task.FromResult(TokenServer.Json(200, path switch
            {
                "/token" => """{"access_token":"t","expires_in":1800}""",
                "/metadata" => Metadata.Replace("@resource", Resource, StringComparison.Ordinal),
                _ => "[]",
            }));
        }
    }
}
