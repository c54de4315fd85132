using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class FixtureSetTests
{
    private static readonly string[] Chain = ["localEducationAgencies", "schools", "courses", "sessions", "courseOfferings", "classPeriods", "locations"];

    private static FakeServer Ready() => PrerequisiteTests.Ready();

    private static Task<FixtureReport> Initialize(FakeServer server, bool createMissing = false, bool whatIf = false, FixtureKeys? keys = null)
        => FixtureSet.InitializeAsync(server, keys ?? new FixtureKeys(), new FixtureOptions { CreateMissing = createMissing, WhatIf = whatIf });

    [Fact]
    public async Task The_chain_is_created_in_order_below_the_existing_agency()
    {
        var server = Ready();
        var fixtures = (await Initialize(server)).Fixtures;
        Assert.Equal(Chain, fixtures.Select(static f => f.Resource));
        Assert.Equal(Enumerable.Range(1, 7), fixtures.Select(static f => f.Order));
        Assert.Equal(FixtureState.Existing, fixtures[0].State);
        Assert.All(fixtures.Skip(1), static f => Assert.Equal(FixtureState.Created, f.State));
        Assert.Equal(Chain[1..].Select(static r => $"POST {r}"), server.Writes);
        Assert.Equal("""{"localCourseCode":"BATCHPERF-ALG1","schoolId":255901001,"schoolYear":2025,"sessionName":"BatchPerf 2024-2025 Fall Semester"}""", fixtures[4].NaturalKey);
        Assert.Equal($"/data/ed-fi/locations/{fixtures[6].Id}", fixtures[6].Uri);
    }

    [Fact]
    public async Task A_second_call_finds_everything_and_writes_nothing()
    {
        var server = Ready();
        var first = (await Initialize(server)).Fixtures;
        server.Writes.Clear();
        var second = (await Initialize(server)).Fixtures;
        Assert.Empty(server.Writes);
        Assert.All(second, static f => Assert.Equal(FixtureState.Existing, f.State));
        Assert.Equal(first.Select(static f => f.Id), second.Select(static f => f.Id));
    }

    [Fact]
    public async Task A_second_call_finds_everything_where_queries_are_blind()
    {
        var server = Ready();
        server.BlindQueries.UnionWith(Chain);
        await Initialize(server);
        server.Writes.Clear();
        Assert.All((await Initialize(server)).Fixtures, static f => Assert.Equal(FixtureState.Existing, f.State));
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task An_existing_agency_is_never_overwritten()
    {
        var server = Ready();
        await Initialize(server, createMissing: true);
        Assert.DoesNotContain("POST localEducationAgencies", server.Writes);
        Assert.Equal("Grand Bend ISD", (string?)server.Single("localEducationAgencies")["nameOfInstitution"]);
    }

    [Fact]
    public async Task Missing_prerequisites_stop_it_before_anything_is_written()
    {
        var server = new FakeServer();
        Assert.Equal("PrerequisitesMissing", (await Assert.ThrowsAsync<BatchPerfException>(() => Initialize(server))).ErrorId);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task CreateMissing_builds_everything_on_an_empty_server()
    {
        var server = new FakeServer();
        var report = await Initialize(server, createMissing: true);
        Assert.Empty(report.Prerequisites.Missing);
        Assert.All(report.Fixtures, static f => Assert.Equal(FixtureState.Created, f.State));
        Assert.Equal(Chain, report.Fixtures.TakeLast(7).Select(static f => f.Resource));
        Assert.Equal(7, report.Fixtures.Count - 7);
        Assert.Equal("2024-2025", (string?)server.Single("schoolYearTypes")["schoolYearDescription"]);
        server.Writes.Clear();
        Assert.Equal(7, (await Initialize(server)).Fixtures.Count);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task What_the_claim_set_refuses_is_listed_all_at_once()
    {
        var server = new FakeServer();
        server.Refuse["POST schoolYearTypes"] = 403;
        server.Refuse["POST termDescriptors"] = 403;
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => Initialize(server, createMissing: true));
        Assert.Equal("PrerequisitesMissing", error.ErrorId);
        Assert.StartsWith("3 prerequisites of the load are missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("school year 2025 (403", error.Message, StringComparison.Ordinal);
        Assert.Contains("TermDescriptor#Fall Semester (403", error.Message, StringComparison.Ordinal);
        Assert.Contains("255901 (not tried", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("POST schools", server.Writes);
    }

    [Fact]
    public async Task WhatIf_writes_nothing_and_says_what_would_be_done()
    {
        var server = Ready();
        var fixtures = (await Initialize(server, whatIf: true)).Fixtures;
        Assert.Empty(server.Writes);
        Assert.Equal(FixtureState.Existing, fixtures[0].State);
        Assert.All(fixtures.Skip(1), static f => Assert.Equal(FixtureState.WouldCreate, f.State));
    }

    [Theory, InlineData(false, FixtureState.Missing), InlineData(true, FixtureState.WouldCreate)]
    public async Task WhatIf_on_an_empty_server_lists_the_prerequisites_too(bool createMissing, FixtureState expected)
    {
        var server = new FakeServer();
        var fixtures = (await Initialize(server, createMissing, whatIf: true)).Fixtures;
        Assert.Empty(server.Writes);
        Assert.Equal(14, fixtures.Count);
        Assert.All(fixtures.Take(8), f => Assert.Equal(expected, f.State));
    }

    [Fact]
    public async Task A_refused_fixture_is_an_error_that_says_what_was_tried()
    {
        var server = Ready();
        server.Refuse["POST sessions"] = 409;
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => Initialize(server));
        Assert.Equal("FixtureRefused", error.ErrorId);
        Assert.Contains("POST sessions {\"schoolId\":255901001", error.Message, StringComparison.Ordinal);
        Assert.Contains("409", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_deletes_in_reverse_and_leaves_the_agency()
    {
        var server = Ready();
        await Initialize(server);
        server.Writes.Clear();
        var removed = await FixtureSet.RemoveAsync(server, new FixtureKeys());
        Assert.Equal(Chain[1..].Reverse().Select(static r => $"DELETE {r}"), server.Writes);
        Assert.All(removed, static f => Assert.Equal(FixtureState.Removed, f.State));
        Assert.Equal(1, server.Count("localEducationAgencies"));
        Assert.All(await FixtureSet.RemoveAsync(server, new FixtureKeys()), static f => Assert.Equal(FixtureState.Missing, f.State));
    }

    [Fact]
    public async Task What_is_gone_is_called_missing_only_where_another_one_can_be_seen()
    {
        var server = Ready();
        await Initialize(server);
        await FixtureSet.RemoveAsync(server, new FixtureKeys());
        server.Session = new object();
        server.With("locations", """{"classroomIdentificationCode":"Gym","schoolReference":{"schoolId":1}}""");

        var removed = await FixtureSet.RemoveAsync(server, new FixtureKeys());

        Assert.Equal(FixtureState.Missing, removed.Single(static f => f.Resource == "locations").State);
        var period = removed.Single(static f => f.Resource == "classPeriods");
        Assert.Equal(FixtureState.Unknown, period.State);
        Assert.Contains("shows no classPeriods at all", period.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_takes_our_agency_only_on_request_and_anothers_never()
    {
        var ours = new FakeServer();
        await Initialize(ours, createMissing: true);
        var options = new FixtureOptions { IncludeAgency = true };
        Assert.Equal(FixtureState.Removed, (await FixtureSet.RemoveAsync(ours, new FixtureKeys(), options))[^1].State);
        Assert.Equal(1, ours.Count("schoolYearTypes"));
        Assert.Equal(FixtureState.Kept, (await FixtureSet.RemoveAsync(Ready(), new FixtureKeys(), options))[^1].State);
    }

    [Fact]
    public async Task A_school_that_was_there_before_us_is_kept()
    {
        var server = Ready().With("schools", """{"schoolId":255901001,"nameOfInstitution":"Grand Bend High School"}""");
        Assert.Equal(FixtureState.Existing, (await Initialize(server)).Fixtures[1].State);
        Assert.Equal(FixtureState.Kept, (await FixtureSet.RemoveAsync(server, new FixtureKeys()))[^1].State);
        Assert.Equal("Grand Bend High School", (string?)server.Single("schools")["nameOfInstitution"]);
    }

    [Fact]
    public async Task A_fixture_that_is_still_referenced_is_reported_and_the_rest_goes_on()
    {
        var server = Ready();
        await Initialize(server);
        server.Refuse["DELETE sessions"] = 409;
        var removed = await FixtureSet.RemoveAsync(server, new FixtureKeys());
        var session = removed.Single(static f => f.Resource == "sessions");
        Assert.Equal(FixtureState.Refused, session.State);
        Assert.Contains("409", session.Detail, StringComparison.Ordinal);
        Assert.Equal(FixtureState.Removed, removed[^1].State);
    }

    [Fact]
    public async Task WhatIf_removal_writes_nothing()
    {
        var server = Ready();
        await Initialize(server);
        server.Writes.Clear();
        Assert.All(await FixtureSet.RemoveAsync(server, new FixtureKeys(), new FixtureOptions { WhatIf = true }), static f => Assert.Equal(FixtureState.WouldRemove, f.State));
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Progress_tells_of_each_fixture()
    {
        var told = new List<string>();
        await FixtureSet.InitializeAsync(Ready(), new FixtureKeys(), progress: new Recorder(told));
        Assert.Equal(Chain, told);
    }

    [Fact]
    public void Natural_keys_are_derived_from_documents()
    {
        Assert.Equal("""{"classPeriodName":"01","schoolId":1}""", NaturalKeys.Derive("classPeriods", """{"classPeriodName":"01","schoolReference":{"schoolId":1}}"""));
        Assert.Equal("""{"namespace":"uri://a","codeValue":"b"}""", NaturalKeys.Derive("sexDescriptors", """{"codeValue":"b","namespace":"uri://a"}"""));
        Assert.Null(NaturalKeys.Derive("classPeriods", """{"classPeriodName":"01"}"""));
        Assert.Null(NaturalKeys.Derive("widgets", "{}"));
    }

    private sealed class Recorder(List<string> told) : IProgress<BatchFixture>
    {
        public void Report(BatchFixture value) => told.Add(value.Resource);
    }

    /// <summary>Where scenarios are tried out, what the server cannot show is the end of those that stand on it alone.</summary>
    [Theory]
    [InlineData("GET locations", "locations")]
    [InlineData("GET termDescriptors", null)]
    [InlineData("POST classPeriods", "classPeriods")]
    public async Task A_resource_for_which_the_server_fails_ends_nothing_where_the_rest_is_to_go_on(string request, string? notMade)
    {
        var server = Ready();
        server.Refuse[request] = 500;
        var options = new FixtureOptions { GoOn = true };

        var report = await FixtureSet.InitializeAsync(server, new FixtureKeys(), options);

        Assert.Equal(notMade is null ? [] : [notMade], report.NotMade.Select(static f => f.Resource));
        Assert.Equal(1, server.Count("schools"));
        Assert.NotNull(await Record.ExceptionAsync(() => FixtureSet.InitializeAsync(server, new FixtureKeys())));
    }
}
