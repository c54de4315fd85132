using System.Net;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using static EdFi.BatchPerf.Unit.Simulator.Documents;

namespace EdFi.BatchPerf.Unit.Simulator;

/// <summary>What the contract refuses, request by request: a simulator that takes it lets mistakes of the client pass.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const string Id = "01a20240-d08f-7066-bde0-768e68ec56de";
    private const string Invalid = "urn:ed-fi:api:bad-request:data-validation-failed";
    private const string Bad = "urn:ed-fi:api:bad-request";
    private const string Students = "/data/ed-fi/students";

    /// <summary>The document or the operation, and a word of the refusal; the type is the failed operation's own where there is one.</summary>
    public static TheoryData<string, int, string, string> Batches => new()
    {
        { "", 400, Bad, "cannot be empty" },
        { "[", 400, Bad, "Unable to parse" },
        { "{}", 400, Bad, "must be a JSON array" },
        { "null", 400, Bad, "must be a JSON array" },
        { "[null]", 400, Bad, "index 0 must be a JSON object" },
        { "[[]]", 400, Bad, "index 0 must be a JSON object" },
        { """[{"op":"","resource":"students"}]""", 400, Bad, "non-empty 'op'" },
        { """[{"op":7,"resource":"students"}]""", 400, Bad, "non-empty 'op'" },
        { """[{"op":"patch","resource":"students"}]""", 400, Bad, "invalid 'op' value 'patch'" },
        { """[{"op":"delete","resource":""}]""", 400, Bad, "non-empty 'resource'" },
        { """[{"op":"delete","resource":7}]""", 400, Bad, "non-empty 'resource'" },
        { """[{"op":"create","resource":"students","document":[]}]""", 400, Bad, "requires a 'document' object" },
        { """[{"op":"update","resource":"students","naturalKey":{"studentUniqueId":"a"}}]""", 400, Bad, "requires a 'document' object" },
        { """[{"op":"create","resource":"students","document":{},"documentId":"x"}]""", 400, Bad, "must not include" },
        { """[{"op":"delete","resource":"students","naturalKey":null}]""", 400, Bad, "exactly one of" },
        { """[{"op":"delete","resource":"students","naturalKey":"a"}]""", 400, Bad, "'naturalKey' to be an object" },
        { """[{"op":"delete","resource":"students","documentId":7}]""", 400, Bad, "invalid 'documentId'" },
        { """[{"op":"delete","resource":"students","documentId":"{01a20240-d08f-7066-bde0-768e68ec56de}"}]""", 400, Bad, "invalid 'documentId'" },
        { """[{"op":"delete","resource":"students","naturalKey":{}}]""", 400, Bad, "'studentUniqueId' is required" },
        { """[{"op":"delete","resource":"students","naturalKey":{"studentUniqueId":null}}]""", 400, Bad, "'studentUniqueId' is required" },
        { """[{"op":"delete","resource":"widgets","naturalKey":{}}]""", 400, Bad, "'widgets' was not found" },
        { """[{"op":"delete","resource":"widgetDescriptors","naturalKey":{}}]""", 400, Bad, "'widgetDescriptors' was not found" },
        { """[{"op":"delete","resource":"ed-fi/students","naturalKey":{}}]""", 400, Bad, "'ed-fi/students' was not found" },
        { $"[{Create("a").Replace("{\"student", "{\"id\":\"" + Id + "\",\"student", StringComparison.Ordinal)}]", 400, Invalid, "'id'" },
        { $"[{Create("a").Replace("{\"student", "{\"ID\":null,\"student", StringComparison.Ordinal)}]", 400, Invalid, "'id'" },
        { $"[{Create("a")},{Update("a").Replace("{\"studentUniqueId\":\"a\",", "{\"id\":\"" + Id + "\",\"studentUniqueId\":\"a\",", StringComparison.Ordinal)}]", 400, Bad, "must match the id" },
        { $"[{Create("a")},{Update("a", ifMatch: "another")}]", 412, "urn:ed-fi:api:optimistic-lock-failed", "etag" },
        { $"[{Create("a")},{Delete("a", ifMatch: "")}]", 412, "urn:ed-fi:api:optimistic-lock-failed", "etag" },
        { $"[{Create("")}]", 400, Invalid, "at least 1 characters" },
        { $"[{Create("a").Replace("\"Ada\"", "7", StringComparison.Ordinal)}]", 400, Invalid, "should be \\\"string\\\"" },
        { $"[{Create("a").Replace("2010-05-06", "2010-02-30", StringComparison.Ordinal)}]", 400, Invalid, "format \\\"date\\\"" },
        { $"[{Create("a").Replace("\"birthDate\"", "\"firstName\":\"B\",\"birthDate\"", StringComparison.Ordinal)}]", 400, Invalid, "twice" },
        { School("255901002.5"), 400, Invalid, "should be \\\"integer\\\"" },
        { School("\"255901002\""), 400, Invalid, "should be \\\"integer\\\"" },
        { School("92233720368547758070"), 400, Invalid, "should be \\\"integer\\\"" },
        { School("1", grades: "[]"), 400, Invalid, "gradeLevels is required" },
        { School("1", grades: "{}"), 400, Invalid, "should be \\\"array\\\"" },
        { School("1", grades: "[1]"), 400, Invalid, "should be \\\"object\\\"" },
        { School("1", grades: "[{}]"), 400, Invalid, "gradeLevels is required" },
        { School("1", grades: """[{},{"gradeLevelDescriptor":null}]"""), 400, Invalid, "$.1.gradeLevelDescriptor" },
        { School("1", grades: """[{"gradeLevelDescriptor":"Ninth grade"}]"""), 400, Bad, "does not exist" },
    };

    public static TheoryData<string, string, string, int, string, string> Singles => new()
    {
        { "POST", Students, "", 400, Bad, "" },
        { "POST", Students, "[]", 400, Bad, "" },
        { "POST", Students, Student("a").Replace("{", "{\"id\":\"x\",", StringComparison.Ordinal), 400, Invalid, "'id'" },
        { "POST", "/data/ed-fi/widgets", "{}", 404, "urn:ed-fi:api:not-found", "" },
        { "POST", "/data/ed-fi/widgetDescriptors", "{}", 404, "urn:ed-fi:api:not-found", "" },
        { "GET", Students + "/7", "", 400, Invalid, "$.id" },
        { "GET", Students + "/01a20240d08f7066bde0768e68ec56de", "", 400, Invalid, "$.id" },
        { "DELETE", Students + "/{01a20240-d08f-7066-bde0-768e68ec56de}", "", 400, Invalid, "$.id" },
        { "PUT", Students + "/" + Id, Student("a"), 400, Bad, "must match the id" },
        { "PUT", Students + "/" + Id, Student("a").Replace("{", "{\"id\":7,", StringComparison.Ordinal), 400, Bad, "must match the id" },
        { "PUT", Students + "/" + Id, Student("a").Replace("{", $"{{\"id\":\"{Id}\",", StringComparison.Ordinal), 404, "urn:ed-fi:api:not-found", "" },
        { "PUT", Students, Student("a"), 405, "urn:ed-fi:api:method-not-allowed", "" },
        { "DELETE", Students, "", 405, "urn:ed-fi:api:method-not-allowed", "" },
        { "POST", Students + "/" + Id, Student("a"), 405, "urn:ed-fi:api:method-not-allowed", "" },
        { "PATCH", Students, Student("a"), 405, "urn:ed-fi:api:method-not-allowed", "" },
        { "GET", Students + "?noSuchField=1", "", 400, Bad, "noSuchField" },
        { "GET", Students + "?limit=-1", "", 400, Bad + ":parameter", "Limit" },
        { "GET", Students + "?limit=501", "", 400, Bad + ":parameter", "Limit" },
        { "GET", Students + "?offset=x", "", 400, Bad + ":parameter", "Offset" },
        { "GET", Students + "?totalCount=yes", "", 400, Bad + ":parameter", "TotalCount" },
    };

    private SimulatorHost _simulator = null!;
    private SimulatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new());
        _client = new SimulatorClient(_simulator);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task A_batch_that_the_contract_refuses_is_refused_and_leaves_nothing(string body, int status, string type, string said)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/batch", body);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, text), ((int)answer.StatusCode, text));
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(type, (string?)(problem["failedOperation"]?["problem"] ?? problem)["type"]);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Equal(0, _simulator.Counts().Documents.Total);
    }

    [Theory]
    [MemberData(nameof(Singles))]
    public async Task A_single_request_that_the_contract_refuses_is_refused(
        string method, string path, string body, int status, string type, string said)
    {
        using var answer = await _client.SendAsync(new(method), path, method is "GET" or "DELETE" ? null : body);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, text), ((int)answer.StatusCode, text));
        Assert.Equal(type, (string?)JsonNode.Parse(text)!["type"]);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Equal(0, _simulator.Counts().Documents.Total);
    }

    [Theory]
    [InlineData(ServerDialect.Current, HttpStatusCode.InternalServerError)]
    [InlineData(ServerDialect.Newer, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_of_more_than_10_MB_is_refused_on_single_endpoints_too(ServerDialect dialect, HttpStatusCode status)
    {
        _simulator.Change(o => o with { Dialect = dialect });

        using var answer = await _client.SendAsync(HttpMethod.Post, Students, new string(' ', 10 * 1024 * 1024 + 1));

        Assert.Equal(status, answer.StatusCode);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    private static string School(
        string id,
        string grades = """[{"gradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Ninth grade"}]""") =>
        $$$"""
        [{"op":"create","resource":"schools","document":{"schoolId":{{{id}}},"nameOfInstitution":"S","gradeLevels":{{{grades}}},
        "educationOrganizationCategories":[{"educationOrganizationCategoryDescriptor":"uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School"}]}}]
        """;
}
