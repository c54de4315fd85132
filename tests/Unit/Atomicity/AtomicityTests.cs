using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Atomicity;

public sealed class AtomicityTests
{
    private static readonly AtomicityPlan NoSettling = new() { SettleTime = TimeSpan.Zero };

    public static TheoryData<string> Scenarios => [.. AtomicityRig.Everything];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_sound_server_is_atomic_for_every_poison_at_every_position(string scenario)
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { BatchLimit = 40 });
        var results = await rig.RunAsync(scenario, 2, NoSettling);
        Assert.All(results, static r => Assert.Equal((AtomicityVerdict.Atomic, AtomicityFinding.Nothing, r.ExpectedStatus, "", ""), (r.Verdict, r.Found, r.BatchStatus, r.NotCleanedUp, r.SurvivorNames)));
        Assert.All(results.Where(static r => r.Position is not null), static r => Assert.Equal(r.Position, r.FailedIndex));
        Assert.Equal([400, 403, 404, 409, 412, 413], results.Select(static r => r.BatchStatus!.Value).Distinct().Order());
        Assert.Equal((5 * 3) + 1, results.Count);
        Assert.Equal(41, results.Single(static r => r.Poison == AtomicityPoison.OverLimit).OperationCount);
        Assert.Equal(0, rig.Left);
    }

    [Theory]
    [InlineData("Student", 12)]
    [InlineData("StudentSchoolAssociation", 10)]
    [InlineData("MixedStudentSection", 6)]
    public async Task Exactly_the_operations_that_a_server_does_not_take_back_are_named(string scenario, int operations)
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { BreakAtomicity = true });
        var plan = NoSettling with { Positions = [.. Enumerable.Range(0, operations).Select(static i => $"{i}")], Poisons = [AtomicityPoison.MissingNaturalKey, AtomicityPoison.StaleETag] };
        var results = await rig.RunAsync(scenario, scenario == "Student" ? 4 : 2, plan);
        foreach (var result in results)
        {
            // Told: everything before the poison stays. Found: the same, by position, and nothing else.
            var told = Enumerable.Range(0, result.Position!.Value);
            Assert.Equal(told, result.Survivors.Select(static s => s.Index));
            Assert.Equal(result.Position == 0 ? AtomicityVerdict.Atomic : AtomicityVerdict.Survived, result.Verdict);
            Assert.Equal(result.Position, result.FailedIndex);
            Assert.Equal(result.Position == 0 ? AtomicityFinding.Nothing : AtomicityFinding.Part, result.Found);
            Assert.All(result.Survivors, static s => Assert.Equal(s.Op switch { OperationKind.Create => SurvivorChange.Created, OperationKind.Update => SurvivorChange.Updated, _ => SurvivorChange.Deleted }, s.Change));
            Assert.All(result.Survivors, s => Assert.StartsWith(result.RunId, KeyIn(s.NaturalKey), StringComparison.Ordinal));
        }

        Assert.Equal(operations * 2, results.Count);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task What_survived_and_is_kept_is_what_the_server_holds()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { BreakAtomicity = true });
        var test = rig.Test("Student", 3, NoSettling with { Positions = ["7"], Poisons = [AtomicityPoison.UnknownDescriptor], KeepSurvivors = true });
        var result = Assert.Single(await test.RunAsync(progress: null, CancellationToken.None));

        // Positions 0 to 6: three creates, two updates and two deletes; three students were prepared to be updated and three to be deleted.
        Assert.Equal(3 + 3 + 1, rig.Simulator.Counts().Documents.Of("students"));
        Assert.Equal([SurvivorChange.Created, SurvivorChange.Updated, SurvivorChange.Deleted], result.Survivors.Take(3).Select(static s => s.Change));
        Assert.Equal(7, result.SurvivorCount);
        Assert.Contains(" Updated\"", result.Survivors[1].Detail, StringComparison.Ordinal);
        var reader = new ReadBack(rig.Connection.GetResources(), ServerIdentities.BuiltIn);
        foreach (var survivor in result.Survivors)
        {
            var found = await reader.FindAsync(new WantedDocument("students", survivor.NaturalKey), CancellationToken.None);
            Assert.Equal((survivor.Change != SurvivorChange.Deleted, true), (found.Found, found.Known));
            Assert.Equal(survivor.Change == SurvivorChange.Deleted, found.Image?.Id?.ToString() != survivor.DocumentId);
        }

        Assert.Equal(7, test.NotCleanedUp.Count);
        Assert.Equal(string.Join("; ", test.NotCleanedUp), result.NotCleanedUp);
    }

    [Fact]
    public async Task A_poison_that_is_taken_proves_nothing_and_is_cleaned_up()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full });
        var results = await rig.RunAsync("Student", 2, NoSettling with { Poisons = [AtomicityPoison.ForbiddenResource] });
        Assert.All(results, static r => Assert.Equal((AtomicityVerdict.NotProvoked, 403, 200), (r.Verdict, r.ExpectedStatus, r.BatchStatus)));
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task What_was_there_before_is_neither_changed_nor_deleted_as_a_poison()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full });
        var known = new BatchOperation { Op = OperationKind.Create, Resource = "schoolYearTypes", Document = """{"schoolYear":2025,"currentSchoolYear":false,"schoolYearDescription":"2024-2025"}""" };
        var years = rig.Simulator.Counts().DocumentsAtStart.Of("schoolYearTypes");
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => rig.RunAsync("Student", 1, NoSettling with { Poisons = [AtomicityPoison.ForbiddenResource], ForbiddenOperation = known, Positions = ["First"] }));
        Assert.Equal("ExistingDocument", error.ErrorId);
        Assert.Contains("schoolYearTypes {\"schoolYear\":2025} existed before the test", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, rig.Left);
        Assert.Equal(years, rig.Simulator.Counts().DocumentsAtStart.Of("schoolYearTypes"));
    }

    [Theory]
    [InlineData(1)] // what the batch would create
    [InlineData(2)] // what would be prepared to be updated
    public async Task A_document_that_bears_a_key_of_the_test_is_named_and_stays(long sequence)
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var test = rig.Test("Student", 1, NoSettling with { Poisons = [AtomicityPoison.MissingNaturalKey], Positions = ["First"] });
        var key = new BatchKey(test.Id, 0, sequence).Format(0);
        var document = $$"""{"studentUniqueId":"{{key}}","birthDate":"2010-05-06","firstName":"Real","lastSurname":"Student"}""";
        await rig.Connection.GetResources().PostAsync("students", System.Text.Encoding.UTF8.GetBytes(document), CancellationToken.None);

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => test.RunAsync(progress: null, CancellationToken.None));

        Assert.Equal("ExistingDocument", error.ErrorId);
        Assert.Contains($"students {{\"studentUniqueId\":\"{key}\"}} existed before the test", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, rig.Left);
    }

    [Fact]
    public async Task A_batch_refused_before_its_operations_proves_nothing()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var plan = NoSettling with { Poisons = [AtomicityPoison.MissingNaturalKey], Positions = ["First", "Last"] };
        var results = await rig.RunAsync("Student", 1, plan, _ => rig.Simulator.Change(static o => o with { ThrottleRate = 1 }));
        Assert.Equal([AtomicityVerdict.Atomic, AtomicityVerdict.NotProvoked], results.Select(static r => r.Verdict));
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_batch_given_up_in_mid_flight_is_found_whole_where_the_server_had_committed_it()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var plan = new AtomicityPlan { Poisons = [AtomicityPoison.StaleETag, AtomicityPoison.Cancellation], Positions = ["First"], CancelAfter = TimeSpan.FromSeconds(2), SettleTime = TimeSpan.FromSeconds(30) };
        var results = await rig.RunAsync("Student", 2, plan, _ => rig.Simulator.Change(static o => o with { Damage = AnswerDamage.Stalled, DamageRate = 1 }));
        var canceled = results.Single(static r => r.Poison == AtomicityPoison.Cancellation);
        Assert.Equal((AtomicityVerdict.Atomic, AtomicityFinding.Everything, null, ErrorKind.Timeout), (canceled.Verdict, canceled.Found, canceled.BatchStatus, canceled.ErrorKind));
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_batch_whose_answer_is_lost_may_be_there_or_not_but_whole()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var plan = NoSettling with { Poisons = [AtomicityPoison.OverLimit, AtomicityPoison.Cancellation], CancelAfter = TimeSpan.FromSeconds(30), Rounds = 2 };
        var seen = 0;
        var results = await rig.RunAsync("Student", 2, plan, _ => rig.Simulator.Change(o => ++seen switch { 2 => o with { DropRate = 1 }, 3 => o with { DropRate = 0, DropAfterRate = 1 }, _ => o }));
        Assert.Equal(
            [(AtomicityFinding.Nothing, ErrorKind.ConnectionFailed), (AtomicityFinding.Everything, ErrorKind.ConnectionFailed)],
            results.Skip(2).Select(static r => (r.Found, r.ErrorKind!.Value)));
        Assert.All(results, static r => Assert.Equal(AtomicityVerdict.Atomic, r.Verdict));
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task Under_load_each_case_is_tried_a_second_time()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var results = await rig.RunAsync("Section", 2, NoSettling with { Poisons = [AtomicityPoison.UnresolvedReference], LoadClients = 2, Rounds = 2, Positions = ["Last"] });
        Assert.Equal([(0, 1), (0, 2), (2, 1), (2, 2)], results.Select(static r => (r.LoadClients, r.Round)));
        Assert.All(results, static r => Assert.Equal(AtomicityVerdict.Atomic, r.Verdict));
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task Documents_that_nobody_can_see_do_not_pass_for_atomicity()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { QueryMapping = QueryMapping.TryParse("students=hidden")! });
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => rig.RunAsync("Student", 1, NoSettling));
        Assert.Equal("ReadBackBlind", error.ErrorId);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_batch_that_is_refused_without_poison_ends_the_test()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { BatchLimit = 5 });
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => rig.RunAsync("Student", 2, NoSettling));
        Assert.Equal("AtomicityControlFailed", error.ErrorId);
        Assert.Contains("413", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_test_that_is_given_up_cleans_up_first()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        using var stop = new CancellationTokenSource();
        var test = rig.Test("Student", 2, NoSettling);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.RunAsync(new AtomicityRig.Each(_ => stop.Cancel()), stop.Token));
        Assert.Equal(0, rig.Left);
        Assert.Empty(test.NotCleanedUp);
    }

    [Fact]
    public async Task What_a_busy_server_did_not_delete_at_first_is_deleted_at_the_end()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var plan = NoSettling with { Poisons = [AtomicityPoison.UnresolvedReference], Positions = ["First"] };
        var (before, after) = (Requests(rig), 0L);
        await rig.RunAsync("Student", 2, plan, _ => after = Requests(rig));

        // The same again, but the last requests of the case, which delete, are refused until it has been judged.
        rig.Simulator.Change(o => o with { RateLimit = (int)(after - before) - 3, RateWindow = 1e6 });
        var test = rig.Test("Student", 2, plan);
        var results = await test.RunAsync(new AtomicityRig.Each(_ => rig.Simulator.Change(static o => o with { RateLimit = 0 })), CancellationToken.None);

        var result = Assert.Single(results);
        Assert.Equal(AtomicityVerdict.Atomic, result.Verdict);
        Assert.Contains("429", result.NotCleanedUp, StringComparison.Ordinal);
        Assert.Empty(test.NotCleanedUp);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_server_that_limits_requests_is_waited_for_in_the_preparation()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        rig.Simulator.Change(static o => o with { RateLimit = 1, RateWindow = 1e6 });
        await rig.Connection.GetResources().GetAsync("students", query: null, CancellationToken.None); // what the limit has room for, at most
        rig.Time.Waiting = () => rig.Simulator.Change(static o => o with { RateLimit = 0 });

        var results = await rig.RunAsync("Student", 2, NoSettling with { Poisons = [AtomicityPoison.UnresolvedReference], Positions = ["First"] });

        Assert.Equal(AtomicityVerdict.Atomic, Assert.Single(results).Verdict);
        Assert.NotEmpty(rig.Time.Waits);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_renewed_once_in_the_preparation()
    {
        var time = new Simulator.ManualTime();
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { Time = time, TokenSkew = 0 });
        var (before, plan) = (rig.Connection.TokenRequests, NoSettling with { Poisons = [AtomicityPoison.UnresolvedReference], Positions = ["First"] });
        time.Advance(7200); // the server takes none of its tokens any more, of which the client knows nothing
        rig.Time.Ahead = TimeSpan.FromSeconds(5);

        var results = await rig.RunAsync("Student", 2, plan);

        Assert.Equal(AtomicityVerdict.Atomic, Assert.Single(results).Verdict);
        Assert.Equal(before + 1, rig.Connection.TokenRequests);
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task A_key_that_was_revoked_is_named_after_one_new_token()
    {
        var time = new Simulator.ManualTime();
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions { Time = time, TokenSkew = 0 });
        var before = rig.Connection.TokenRequests;
        time.Advance(7200);
        rig.Simulator.Change(static o => o with { TokenSkew = -10_000 }); // and no new one either
        rig.Time.Ahead = TimeSpan.FromSeconds(5);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => rig.RunAsync("Student", 2, NoSettling with { Poisons = [AtomicityPoison.UnresolvedReference], Positions = ["First"] }));

        Assert.Equal(("PreparationFailed", ProblemKind.Authentication), (problem.ErrorId, problem.Problem));
        Assert.StartsWith("POST students answered 401", problem.Message, StringComparison.Ordinal);
        Assert.Contains("A new token was refused, too", problem.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("claim set", problem.NextStep, StringComparison.Ordinal);
        Assert.InRange(rig.Connection.TokenRequests - before, 1, 2); // documents are prepared side by side
        Assert.Equal(0, rig.Left);
    }

    [Fact]
    public async Task What_cannot_be_deleted_is_named_with_the_reason()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var documents = new TestDocuments(rig.Connection.GetResources(), ServerIdentities.BuiltIn);
        var batch = new TestBatchWriter(rig.Compile("Student", 1), RunId.New()).Write();
        await documents.PrepareAsync(batch, CancellationToken.None);
        rig.Simulator.Change(static o => o with { Forbid = "students" });
        var left = await documents.DeleteAsync(batch.Documents, CancellationToken.None);
        var prepared = batch.Documents.Where(static d => d.Prepared is not null).Select(static d => d.Label).ToList();
        Assert.Equal(2, prepared.Count);
        Assert.All(prepared, label => Assert.Contains(left, named => named.StartsWith(label + " (403 ", StringComparison.Ordinal)));
        Assert.Equal(2, left.Count);
    }

    [Fact]
    public async Task What_is_being_prepared_when_a_test_is_given_up_is_deleted_too()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        using var stop = new CancellationTokenSource();
        var server = new LateServer(rig.Connection.GetResources(), stop);
        var documents = new TestDocuments(server, ServerIdentities.BuiltIn);
        var batch = new TestBatchWriter(rig.Compile("Student", 8), RunId.New()).Write();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => documents.PrepareAsync(batch, stop.Token));
        Assert.Empty(await documents.DeleteAsync(batch.Documents, CancellationToken.None));
        await server.CommitAsync();
        Assert.Equal(0, rig.Left);
        Assert.True(server.Posts > 0);
    }

    [Fact]
    public async Task What_got_no_answer_when_it_was_prepared_is_named_as_what_may_still_come()
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var documents = new TestDocuments(rig.Connection.GetResources(), ServerIdentities.BuiltIn);
        var batch = new TestBatchWriter(rig.Compile("Student", 1), RunId.New()).Write();
        batch.Documents.First(static d => d.Prepared is not null).Unanswered = true;
        Assert.Contains("may still come into being", Assert.Single(await documents.DeleteAsync(batch.Documents, CancellationToken.None)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Second", "Second")]
    [InlineData("-1", "-1")]
    [InlineData("6", "6")]
    public async Task Positions_outside_of_the_batch_are_refused(string position, string named)
    {
        await using var rig = await AtomicityRig.StartAsync(new SimulatorOptions());
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => rig.RunAsync("Student", 2, NoSettling with { Positions = [position] }));
        Assert.Equal("PositionInvalid", error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static long Requests(AtomicityRig rig) => rig.Simulator.Counts().Resources.Values.Sum() + rig.Simulator.Counts().BatchRequests;

    private static string KeyIn(string naturalKey) => System.Text.RegularExpressions.Regex.Match(naturalKey, "\"(studentUniqueId|sectionIdentifier)\":\"(?<key>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Groups["key"].Value;
}
