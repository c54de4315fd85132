using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Atomicity;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.ReadingBack;

/// <summary>Every feature that reads documents back, held against servers whose queries find less, or more, than they should.</summary>
public sealed class ReadingBackTests
{
    /// <summary>Servers that show what there is in one way or another.</summary>
    public static TheoryData<string> Servers => [.. Mappings];

    private static readonly BatchOperation Year = new()
    {
        Op = OperationKind.Create,
        Resource = "schoolYearTypes",
        Document = """{"schoolYear":1901,"currentSchoolYear":false,"schoolYearDescription":"1900-1901"}""",
    };

    private static readonly string[] Mappings =
    [
        "",
        "measured",
        "*.*=nothing",
        "*.*=other",
        "*.*=ignored",
        "*.*=unknown",
        "*.*=nothing;*.schoolId=honoured",
        "*.offset=ignored",
        "*.limit=ignored;*.*=nothing",
    ];

    public static TheoryData<string, string, bool> KilledRuns
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var server in Mappings)
            {
                data.Add(server, "sections", true);
                data.Add(server, "sections", false);
                data.Add(server, "studentSchoolAssociations", false);
            }

            return data;
        }
    }

    /// <summary>A server that lets a key see no student without an association shows others by the same query, and refuses this one.</summary>
    [Theory]
    [InlineData(403, false)]
    [InlineData(500, false)]
    [InlineData(404, true)]
    public async Task A_document_whose_read_by_id_was_refused_is_never_called_absent(int status, bool known)
    {
        var server = new FakeServer { Reading = _ => new ResourceAnswer { Status = status, Problem = "no" } }
            .With("students", """{"studentUniqueId":"another"}""");
        var wanted = new WantedDocument("students", """{"studentUniqueId":"ours"}""", DocumentId.TryParse("0b6fdd0e-52dd-4a06-b7e6-7f3f0e0e1d01"));

        var found = await new ReadBack(server, ServerIdentities.BuiltIn).FindAsync(wanted, CancellationToken.None);

        Assert.Equal((false, known), (found.Found, found.Known));
    }

    [Theory]
    [MemberData(nameof(KilledRuns))]
    public async Task What_a_killed_run_left_is_found_whole_and_removed_whole(string server, string scenario, bool withIds)
    {
        await using var rig = await ReadingBackRig.StartAsync(server);
        var before = rig.Documents;
        await rig.KillRunAsync(scenario, withIds);
        var search = rig.Search();

        var found = await search.FindAsync(progress: null, CancellationToken.None);

        Assert.Equal(rig.Ids, found.Select(static l => l.Id).Order(StringComparer.Ordinal));
        Assert.All(found, static l => Assert.Equal((LeftoverState.Found, LeftoverReason.InFlight), (l.State, l.Reason)));
        Assert.Equal((0L, 0), (search.Unseen, search.UnseenRows));
        Assert.Contains(ServerSight.Describe(rig.Client), l => l.StartsWith(scenario + ": ", StringComparison.Ordinal));
        Assert.All(await search.RemoveAsync(found, CancellationToken.None), static l => Assert.Equal(LeftoverState.Removed, l.State));
        Assert.All(await search.RemoveAsync(found, CancellationToken.None), static l => Assert.Equal(LeftoverState.Gone, l.State));
        Assert.Equal(before + (scenario == "sections" ? 1 : 2), rig.Documents); // the other run's stay
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_can_see_is_unknown_and_never_nothing(bool withIds)
    {
        await using var rig = await ReadingBackRig.StartAsync("");
        await rig.KillRunAsync("sections", withIds);
        rig.Server.Change(static o => o with { QueryMapping = QueryMapping.TryParse("sections=hidden")! });
        var search = rig.Search();

        var row = Assert.Single(await search.FindAsync(progress: null, CancellationToken.None));

        Assert.Equal((LeftoverState.Unknown, ""), (row.State, row.Id));
        Assert.Equal((24L, 1), (search.Unseen, search.UnseenRows)); // what is there, and what the run may have left besides
        Assert.Contains("23 more sections", row.Detail, StringComparison.Ordinal);
        Assert.Equal(row, Assert.Single(await search.RemoveAsync([row], CancellationToken.None)));
    }

    [Theory]
    [InlineData(24, LeftoverState.Found)]
    [InlineData(25, LeftoverState.Unknown)]
    public async Task A_list_that_may_go_on_beyond_what_it_shows_proves_no_absence(int others, LeftoverState expected)
    {
        using var directory = new Reporting.TemporaryDirectory();
        var server = new FakeServer { PageCap = 25, IgnoreOffset = true };
        server.BlindQueries.Add("students");
        for (var i = 0; i < others; i++)
        {
            server.With("students", $$"""{"studentUniqueId":"{{i}}"}""");
        }

        using (var journal = RunJournal.Create(directory.File("run.journal"), Journals.Journals.Header(), force: false))
        {
            journal.Reserve(1, 1);
            journal.Doubt(1, 3);
            journal.End(TimeSpan.FromSeconds(1), StopReason.Duration);
        }

        server.With("students", $$"""{"studentUniqueId":"{{new BatchKey(Journals.Journals.Id, 1, 3).Format(0)}}"}""");
        var search = new LeftoverSearch(server, JournalContent.Read(directory.File("run.journal")), parallel: 2);

        var found = await search.FindAsync(progress: null, CancellationToken.None);

        Assert.Equal(expected, found[0].State);
        Assert.Contains("ignores 'offset'", found[^1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Atomicity_is_tested_on_sections_and_associations(string server)
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { BatchLimit = 40, QueryMapping = QueryMapping.TryParse(server)! });
        var plan = new AtomicityPlan
        {
            SettleTime = TimeSpan.Zero,
            Positions = ["Middle"],
            Poisons = [AtomicityPoison.UnresolvedReference, AtomicityPoison.StaleETag, AtomicityPoison.ForbiddenResource],
        };

        foreach (var scenario in new[] { "Section", "StudentSchoolAssociation" })
        {
            var results = await rig.RunAsync(scenario, 2, plan);
            Assert.All(results, static r => Assert.Equal((AtomicityVerdict.Atomic, AtomicityFinding.Nothing, ""), (r.Verdict, r.Found, r.NotCleanedUp)));
        }

        Assert.Equal(0, rig.Left);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_survives_a_failed_batch_is_found(string server)
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { BreakAtomicity = true, QueryMapping = QueryMapping.TryParse(server)! });
        var plan = new AtomicityPlan { SettleTime = TimeSpan.Zero, Positions = ["Last"], Poisons = [AtomicityPoison.MissingNaturalKey] };

        var result = Assert.Single(await rig.RunAsync("Section", 2, plan));

        Assert.Equal((AtomicityVerdict.Survived, 5, ""), (result.Verdict, result.SurvivorCount, result.NotCleanedUp));
        Assert.Equal(0, rig.Left);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Fixtures_and_prerequisites_are_found_and_removed(string server)
    {
        await using var rig = await ReadingBackRig.StartAsync(server);

        var prerequisites = await PrerequisiteCheck.RunAsync(rig.Client, new FixtureKeys(), [], CancellationToken.None);
        Assert.Empty(prerequisites.Missing);
        Assert.All(prerequisites.Items.Where(static i => i.Required), static i => Assert.Equal((true, true), (i.Present, i.Checked)));

        var again = await FixtureSet.InitializeAsync(rig.Client, new FixtureKeys());
        Assert.All(again.Fixtures, static f => Assert.Equal(FixtureState.Existing, f.State));

        var missing = await PrerequisiteCheck.RunAsync(rig.Client, new FixtureKeys { SchoolYear = 2077 }, [], CancellationToken.None);
        Assert.Equal("2077", Assert.Single(missing.Missing).Key);

        Assert.All(await FixtureSet.RemoveAsync(rig.Client, new FixtureKeys()), static f => Assert.Equal(FixtureState.Removed, f.State));
        Assert.Equal(0, rig.Documents);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_run_that_goes_on_reads_its_shared_parents(string server)
    {
        await using var rig = await ReadingBackRig.StartAsync(server);

        Assert.Equal(SharedParents.Resources, (await SharedParents.ReadAsync(rig.Client, new FixtureKeys(), CancellationToken.None)).Select(static u => u.Resource));
        Assert.Empty(await SharedParents.ForeignAsync(rig.Client, new FixtureKeys(), [], CancellationToken.None));
    }

    [Fact]
    public async Task Fixtures_that_nobody_can_see_are_unknown_when_they_are_to_be_removed()
    {
        await using var rig = await ReadingBackRig.StartAsync("*=hidden");

        Assert.All(await FixtureSet.RemoveAsync(rig.Client, new FixtureKeys()), static f => Assert.Equal(FixtureState.Unknown, f.State));
        Assert.Equal("SharedParentMissing", (await Assert.ThrowsAsync<BatchPerfException>(() => SharedParents.ReadAsync(rig.Client, new FixtureKeys(), default))).ErrorId);
    }

    [Fact]
    public async Task A_poison_s_own_document_that_cannot_be_seen_is_named_and_spoils_no_verdict()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { QueryMapping = QueryMapping.TryParse("schoolYearTypes=hidden")! });
        var plan = new AtomicityPlan { SettleTime = TimeSpan.Zero, Positions = ["First"], Poisons = [AtomicityPoison.ForbiddenResource], ForbiddenOperation = Year };

        var result = Assert.Single(await rig.RunAsync("Student", 1, plan));

        Assert.Equal((AtomicityVerdict.Atomic, ""), (result.Verdict, result.NotCleanedUp));
        Assert.Contains("schoolYearTypes {\"schoolYear\":1901} cannot be seen (the server shows no schoolYearTypes", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poison_that_was_taken_and_cannot_be_seen_is_named_as_left()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full, QueryMapping = QueryMapping.TryParse("schoolYearTypes=hidden")! });
        var plan = new AtomicityPlan { SettleTime = TimeSpan.Zero, Positions = ["First"], Poisons = [AtomicityPoison.ForbiddenResource], ForbiddenOperation = Year };

        var result = Assert.Single(await rig.RunAsync("Student", 1, plan));

        Assert.Equal(AtomicityVerdict.NotProvoked, result.Verdict);
        Assert.Contains("schoolYearTypes {\"schoolYear\":1901} (whether it existed before is not known", result.NotCleanedUp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_school_year_is_taken_for_free_where_none_is_shown()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full, QueryMapping = QueryMapping.TryParse("schoolYearTypes=hidden")! });
        var plan = new AtomicityPlan { SettleTime = TimeSpan.Zero, Positions = ["First"], Poisons = [AtomicityPoison.ForbiddenResource] };

        Assert.Equal("SchoolYearsNotShown", (await Assert.ThrowsAsync<BatchPerfException>(() => rig.RunAsync("Student", 1, plan))).ErrorId);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public void A_journal_without_ids_is_read()
    {
        using var directory = new Reporting.TemporaryDirectory();
        var path = directory.File("run.journal");
        using (var journal = RunJournal.Create(path, Journals.Journals.Header(), force: false))
        {
            journal.Reserve(1, 1);
            journal.Created(1, 1, 0, 0, Guid.NewGuid().ToString());
        }

        Assert.True(JournalContent.Read(path).HasIds);
        Journals.Journals.ForgetIds(path);
        Assert.False(JournalContent.Read(path).HasIds);
        using (var journal = RunJournal.Continue(path))
        {
            journal.Created(1, 9, 0, 0, Guid.NewGuid().ToString()); // which its form does not have
        }

        Assert.DoesNotContain("\ni ", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
