using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Servers that show fixtures wrongly, or as others made them: nothing but what this tool makes is deleted.</summary>
public sealed class HostileFixtureTests
{
    private const string Key = """{"classPeriodName":"BatchPerf 01","schoolId":255901001}""";
    private static readonly Guid Other = new("99999999-0000-0000-0000-000000000000");

    public static TheoryData<string, string?, FixtureState> Ids => new()
    {
        { "none", null, FixtureState.Unknown },
        { "empty", "\"\"", FixtureState.Unknown },
        { "null", "null", FixtureState.Unknown },
        { "a number", "7", FixtureState.Unknown },
        { "a list", "[]", FixtureState.Unknown },
        { "a way out", "\"../../../oauth/x?y=\"", FixtureState.Unknown },
        { "more than an id", $"\"{Other}/x\"", FixtureState.Unknown },
        { "of another document", $"\"{Other}\"", FixtureState.Kept },
    };

    [Theory, MemberData(nameof(Ids))]
    public async Task A_class_period_without_an_id_of_its_own_is_not_deleted(string _, string? shown, FixtureState state)
    {
        var server = await ReadyAsync();
        server.Reading = id => id.ToString() == Other.ToString() ? Answer($$$"""{"id":"{{{Other}}}","classPeriodName":"01","schoolReference":{"schoolId":255901044}}""") : null;
        server.Lists = document => document.ContainsKey("classPeriodName") ? WithId(document, shown) : document;

        var removed = (await FixtureSet.RemoveAsync(server, new FixtureKeys())).Single(static f => f.Resource == "classPeriods");

        Assert.Equal((state, 1), (removed.State, server.Count("classPeriods")));
        Assert.DoesNotContain("DELETE classPeriods", server.Writes);
        Assert.NotNull(removed.Detail);
    }

    [Theory]
    [InlineData("""{"classPeriodName":"BatchPerf 01","schoolReference":{"schoolId":255901001},"meetingTimes":[{"startTime":"09:00:00"}]}""", "meetingTimes")]
    public async Task A_class_period_that_is_not_as_we_make_it_is_kept(string document, string says)
    {
        var server = (await ReadyAsync(without: "classPeriods")).With("classPeriods", document);

        var removed = (await FixtureSet.RemoveAsync(server, new FixtureKeys())).Single(static f => f.Resource == "classPeriods");

        Assert.Equal((FixtureState.Kept, 1), (removed.State, server.Count("classPeriods")));
        Assert.Contains(says, removed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_servers_add_by_themselves_does_not_keep_a_fixture()
    {
        var server = await ReadyAsync();
        var period = server.Single("classPeriods");
        (period["_etag"], period["officialAttendancePeriod"], period["meetingTimes"]) = ("1", false, new JsonArray());
        period["schoolReference"]!["link"] = new JsonObject { ["rel"] = "School", ["href"] = "/ed-fi/schools/1" };

        Assert.All(await FixtureSet.RemoveAsync(server, new FixtureKeys()), static f => Assert.Equal(FixtureState.Removed, f.State));
    }

    [Fact]
    public async Task A_server_that_ignores_queries_loses_no_other_document()
    {
        var server = await ReadyAsync();
        server.With("classPeriods", """{"classPeriodName":"01","schoolReference":{"schoolId":255901044}}""").IgnoreQueries = true;

        await FixtureSet.RemoveAsync(server, new FixtureKeys());
        await FixtureSet.RemoveAsync(server, new FixtureKeys());

        Assert.Equal("01", (string?)server.Single("classPeriods")["classPeriodName"]);
    }

    [Fact]
    public async Task A_fixture_that_only_its_post_shows_is_existing_and_says_that_it_was_updated()
    {
        var server = PrerequisiteTests.Ready().With("classPeriods", """{"classPeriodName":"BatchPerf 01","schoolReference":{"schoolId":255901001},"officialAttendancePeriod":true}""");
        server.Lists = static document => document.ContainsKey("classPeriodName") ? [] : document;

        var report = await FixtureSet.InitializeAsync(server, new FixtureKeys());
        var found = report.Fixtures.Single(static f => f.Resource == "classPeriods");

        Assert.Equal(FixtureState.Existing, found.State);
        Assert.Contains("has been updated", found.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"classPeriods {found.NaturalKey} (id {found.Id}): no query", Assert.Single(report.Changed), StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_before_removal_names_every_fixture() =>
        Assert.Equal(["locations", "classPeriods", "courseOfferings", "sessions", "courses", "schools"], FixtureSet.Names(new FixtureKeys(), includeAgency: false).Select(static n => n.Split(' ')[0]));

    [Fact]
    public async Task Shared_parents_that_others_made_are_named()
    {
        var created = PrerequisiteTests.Ready();
        var report = await FixtureSet.InitializeAsync(created, new FixtureKeys());
        Assert.Empty(await SharedParents.ForeignAsync(created, new FixtureKeys(), report.Fixtures, default));
        Assert.Empty(await SharedParents.ForeignAsync(created, new FixtureKeys(), [], default)); // an earlier session's, in a school of ours

        var other = PrerequisiteTests.Ready().With("schools", """{"schoolId":255901001,"nameOfInstitution":"Grand Bend High School"}""")
            .With("classPeriods", """{"classPeriodName":"BatchPerf 01","schoolReference":{"schoolId":255901001}}""");
        var found = await FixtureSet.InitializeAsync(other, new FixtureKeys());
        Assert.Equal([$"classPeriods {Key}"], await SharedParents.ForeignAsync(other, new FixtureKeys(), found.Fixtures, default)); // the location was just created
        Assert.Equal(2, (await SharedParents.ForeignAsync(other, new FixtureKeys(), report.Fixtures.Where(static f => f.Resource == "schools").ToList(), default)).Count);
    }

    [Fact]
    public async Task Shared_parents_are_written_back_as_they_were_read_without_what_the_server_added()
    {
        var server = await ReadyAsync();
        server.Lists = static document => document.ContainsKey("classPeriodName")
            ? JsonNode.Parse("""{"_etag":"e","_lastModifiedDate":"d","_lineage":"l","id":"00000001000000000000000000000000","classPeriodName":"BatchPerf 01","schoolReference":{"schoolId":255901001,"link":{"rel":"School","href":"/x"}},"officialAttendancePeriod":true,"meetingTimes":[{"startTime":"09:00:00","endTime":"10:00:00"}]}""")!.AsObject()
            : document;

        var update = (await SharedParents.ReadAsync(server, new FixtureKeys(), default))[0];

        Assert.Equal(
            ("classPeriods", Key, """{"classPeriodName":"BatchPerf 01","schoolReference":{"schoolId":255901001},"officialAttendancePeriod":true,"meetingTimes":[{"startTime":"09:00:00","endTime":"10:00:00"}]}"""),
            (update.Resource, update.NaturalKey, update.Document));
    }

    private static async Task<FakeServer> ReadyAsync(string? without = null)
    {
        var server = PrerequisiteTests.Ready();
        await FixtureSet.InitializeAsync(server, new FixtureKeys());
        server.Writes.Clear();
        if (without is not null)
        {
            await server.DeleteAsync(without, DocumentId.TryParse((string?)server.Single(without)["id"])!, default);
        }

        return server;
    }

    private static JsonObject WithId(JsonObject document, string? id)
    {
        document.Remove("id");
        if (id is not null)
        {
            document["id"] = JsonNode.Parse(id);
        }

        return document;
    }

    private static ResourceAnswer Answer(string json) => new() { Status = 200, Body = Encoding.UTF8.GetBytes(json) };
}
