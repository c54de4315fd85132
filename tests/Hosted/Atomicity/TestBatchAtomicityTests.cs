using System.Management.Automation;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Atomicity;

/// <summary>Test-BatchAtomicity against a simulator that is sound, broken on purpose, and so that nothing is proven.</summary>
public sealed class TestBatchAtomicityTests : IClassFixture<Rig>, IDisposable
{
    private const string Quick = "Test-BatchAtomicity -Connection $dms -Fixture $fixtures -Scenario Student";
    private readonly Rig _rig;
    private readonly Session _session;

    public TestBatchAtomicityTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    public void Dispose() => Assert.Equal(_rig.Fixtures, _rig.Simulator.Counts().Documents.Total);

    [Fact]
    public void A_sound_server_is_atomic_for_the_default_scenarios_poisons_and_positions()
    {
        var results = _session.Run<BatchAtomicityResult>("Test-BatchAtomicity -Connection $dms -BatchTripleCount 2");

        Assert.Equal(32, results.Count);
        Assert.Equal(["students-batch-2", "sections-batch-2"], results.Select(static result => result.Name).Distinct(StringComparer.Ordinal));
        Assert.All(results, static result => Assert.Equal((AtomicityVerdict.Atomic, result.ExpectedStatus), (result.Verdict, result.BatchStatus)));
        Assert.All(results.Where(static result => result.Poison == AtomicityPoison.OverLimit), static result => Assert.Equal(101, result.OperationCount));
    }

    [Fact]
    public async Task Exactly_the_survivors_that_a_broken_server_holds_are_named()
    {
        await using var broken = await _rig.UseAsync(new());
        _session.Run("$there = Initialize-BatchFixtures -Connection $dms");
        broken.Host.Change(static options => options with { BreakAtomicity = true });

        var ran = _session.Run($"{Quick.Replace("$fixtures", "$there", StringComparison.Ordinal)} -Poison UnresolvedReference -Position 5 -KeepSurvivors -OutVariable survived");

        broken.Host.Change(static options => options with { BreakAtomicity = false });
        var result = (BatchAtomicityResult)Assert.Single(ran.Output).BaseObject;
        Assert.Equal((AtomicityVerdict.Survived, AtomicityFinding.Part, 409, 5), (result.Verdict, result.Found, result.BatchStatus!.Value, result.FailedIndex!.Value));
        Assert.False(string.IsNullOrEmpty(result.CorrelationId));
        Assert.Equal([0, 1, 2, 3, 4], result.Survivors.Select(static survivor => survivor.Index));
        Assert.Equal("Created Updated Deleted Created Updated", string.Join(' ', result.Survivors.Select(static survivor => survivor.Change)));

        // The students that the server holds are those named as created, and those prepared and not deleted.
        Assert.Equal(2 + 4 + 3, broken.Counts().Documents.Of("students"));
        Assert.Equal(9, ran.Warnings.Split('\n').Length);
        Session.AssertLike("*(kept)*", result.NotCleanedUp);
        Assert.All(
            _session.Run<BatchResult>("$survived.Survivors | Where-Object Change -NE Deleted | ForEach-Object { Invoke-BatchRequest -Connection $dms (New-BatchOperation Delete students -NaturalKey $_.NaturalKey) }"),
            static deleted => Assert.True(deleted.Success));
    }

    [Fact]
    public void Survivors_are_deleted()
    {
        using var _ = _rig.With(static options => options with { BreakAtomicity = true });

        Assert.Equal(11, _session.One<BatchAtomicityResult>($"{Quick} -Poison StaleETag -Position Last").SurvivorCount);
    }

    [Fact]
    public void A_poison_that_the_server_takes_provokes_nothing_and_is_deleted()
    {
        using var _ = _rig.With(static options => options with { ClaimSet = ClaimSet.Full });

        var result = _session.One<BatchAtomicityResult>($"{Quick} -Poison ForbiddenResource -Position First");

        Assert.Equal((AtomicityVerdict.NotProvoked, 200, 403), (result.Verdict, result.BatchStatus!.Value, result.ExpectedStatus!.Value));
    }

    [Fact]
    public void Another_operation_that_is_forbidden_can_be_given()
    {
        using var _ = _rig.With(static options => options with { Forbid = "classPeriods" });

        var result = _session.One<BatchAtomicityResult>($$"""
            $operation = New-BatchOperation Create classPeriods @{ classPeriodName = 'poison'; schoolReference = @{ schoolId = 255901001 } }
            {{Quick}} -Poison ForbiddenResource -Position Middle -ForbiddenOperation $operation
            """);

        Assert.Equal((AtomicityVerdict.Atomic, 403), (result.Verdict, result.BatchStatus!.Value));
    }

    [Fact]
    public void Each_case_is_tried_again_under_load_and_batches_are_given_up_in_mid_flight()
    {
        var results = _session.Run<BatchAtomicityResult>($"{Quick} -Poison MissingNaturalKey -Position Last -Cancel -ClientCount 2 -SettleTime 100ms");

        Assert.Equal(["MissingNaturalKey 0", "Cancellation 0", "MissingNaturalKey 2", "Cancellation 2"], results.Select(static result => $"{result.Poison} {result.LoadClients}"));
        Assert.DoesNotContain(results, static result => result.Verdict == AtomicityVerdict.Survived);
    }

    [Fact]
    public void Templates_can_be_tried()
    {
        var results = _session.Run<BatchAtomicityResult>("Test-BatchAtomicity -Connection $dms -Fixture $fixtures -ScenarioPath $scenarios -Scenario Enrolment -Position Last");

        Assert.All(results, static result => Assert.Equal(AtomicityVerdict.Atomic, result.Verdict));
    }

    [Fact]
    public void An_error_is_written_for_each_verdict_but_Atomic_on_request()
    {
        using var _ = _rig.With(static options => options with { BreakAtomicity = true });

        var results = _session.Run<BatchAtomicityResult>($"{Quick} -Poison StaleETag -Position 0, 1, 2 -ErrorOnFailure -ErrorVariable problems -ErrorAction SilentlyContinue");

        Assert.Equal([AtomicityVerdict.Atomic, AtomicityVerdict.Survived, AtomicityVerdict.Survived], results.Select(static result => result.Verdict));
        var problems = _session.Run<ErrorRecord>("$problems");
        Assert.Equal(2, problems.Count);
        Assert.StartsWith("AtomicityBroken,", problems[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Same(results[1], problems[0].TargetObject);
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        Assert.Empty(_session.Run($"{Quick} -WhatIf").Output);
        Assert.Equal(0, _rig.Simulator.Counts().BatchRequests);
        Assert.Empty(_rig.Simulator.Counts().Resources);
    }

    [Theory]
    [InlineData("12", "*no position 12 in a batch of 12 operations*0 to 11*")]
    [InlineData("Nowhere", "*'Nowhere'*First, Middle, Last*")]
    public void A_position_that_a_batch_does_not_have_is_refused_before_anything_is_sent(string position, string like)
    {
        _session.Fails($"{Quick} -Position {position}", "PositionInvalid", ErrorCategory.InvalidArgument, like);
        Assert.Equal(0, _rig.Simulator.Counts().BatchRequests);
    }

    [Fact]
    public void A_batch_that_is_refused_without_any_poison_proves_nothing()
        => _session.Fails($"{Quick} -BatchTripleCount 40", "AtomicityControlFailed", ErrorCategory.ProtocolError, "*students-batch-40 without any poison was not committed*413*");
}
