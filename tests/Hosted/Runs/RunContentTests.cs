using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

public sealed class RunContentTests : IClassFixture<Rig>
{
    private readonly Rig _rig;
    private readonly Session _session;

    public RunContentTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    [Theory]
    [InlineData("StudentBatchVolumeTest", "students-batch-10")]
    [InlineData("student", "students-batch-10")]
    [InlineData("sections", "sections-batch-10")]
    [InlineData("MixedStudentSection", "mixed-students-sections-batch-2")]
    [InlineData("StudentSchoolAssociation", "studentSchoolAssociations-batch-10")]
    public void A_scenario_is_found_by_its_names(string name, string requests)
    {
        var results = _session.Run<BatchResult>($"Invoke-BatchVolumeTest @short -Scenario {name} -BatchCount 3 -RunVariable run");

        Assert.All(results, result => Assert.Equal((requests, true), (result.Name, result.Success)));
        RunAssert.SameCounts(_rig, _session.Get<BatchRun>("run"));
    }

    [Theory]
    [InlineData("@{ Student = 3; Section = 1 }", "sections-batch-10; students-batch-10 ×3")]
    [InlineData("Section, @{ Student = 2 }, students, studentBatchVolumeTest", "sections-batch-10; students-batch-10 ×4")]
    [InlineData("(Get-BatchScenario Student, Section)", "sections-batch-10; students-batch-10")]
    public void Scenarios_are_dealt_by_weights_and_one_named_twice_counts_twice(string scenarios, string planned)
    {
        var run = _session.One<BatchRun>($"Invoke-BatchVolumeTest @short -Scenario {scenarios} -BatchCount 1 -SummaryOnly");

        Assert.Equal(planned, string.Join("; ", run.Plan.Scenarios.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Templates_can_be_run()
    {
        var results = _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -ScenarioPath \"$scenarios/calendars.json\" -Scenario calendars -BatchTripleCount 2 -BatchCount 4");

        Assert.All(results, static result => Assert.Equal(("calendars-batch-2", true), (result.Name, result.Success)));
    }

    [Fact]
    public void Batches_have_the_triples_that_were_asked_for()
    {
        Assert.All(_session.Run<BatchResult>("Invoke-BatchVolumeTest @short -BatchTripleCount 3 -BatchCount 4"), static result => Assert.Equal(9, result.OperationCount));
        Assert.Equal(
            ["sections-batch-2", "students-batch-4"],
            _session.One<BatchRun>("Invoke-BatchVolumeTest @short -BatchTripleCount @{ students = 4; Section = 2 } -BatchCount 1 -SummaryOnly").Plan.Scenarios.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_seed_gives_the_same_values_and_never_the_same_keys()
    {
        var runs = _session.Run<BatchRun>("1..2 | ForEach-Object { Invoke-BatchVolumeTest @short -Seed 42 -BatchCount 2 -ClientCount 1 -SummaryOnly }");

        Assert.Equal([42, 42], runs.Select(static run => run.Seed));
        Assert.NotEqual(runs[0].RunId, runs[1].RunId);
    }

    [Fact]
    public void Batches_that_fail_deliberately_leave_no_documents_behind_and_write_no_error()
    {
        var results = _session.Run<BatchResult>("Invoke-BatchVolumeTest @short -FailDeliberately -BatchCount 40 -ClientCount 2 -RunVariable run -ErrorVariable errors");

        var failed = results.Where(static result => !result.Success).ToList();
        var run = _session.Get<BatchRun>("run");
        Assert.InRange(failed.Count, 3, 5);
        Assert.All(failed, static result => Assert.Equal((ErrorKind.NotFound, "update"), (result.ErrorKind, result.FailedOp)));
        Assert.True(failed[0].OperationsRolledBack > 0);
        Assert.Equal(failed.Count, run.Errors.Sum(static error => error.Occurrences));
        Assert.Empty(_session.Get<object[]>("errors"));
        RunAssert.SameCounts(_rig, run);
    }

    [Fact]
    public void Fixtures_that_are_passed_are_used_whatever_their_keys()
    {
        const string Keys = "-SchoolYear 2027 -FixtureKey @{ SchoolId = 255901077; ClassPeriodName = '07' }";
        _session.Run($"$others = Initialize-BatchFixtures -Connection $dms {Keys}");
        try
        {
            var results = _session.Run<BatchResult>("Invoke-BatchVolumeTest -Connection $dms -Fixture $others -Scenario Section -BatchCount 2 -WarningAction Ignore");
            Assert.Equal([true, true], results.Select(static result => result.Success));
        }
        finally
        {
            _session.Run($"Remove-BatchFixtures -Connection $dms {Keys} -Force");
        }
    }

    [Fact]
    public async Task Fixtures_are_made_when_none_are_passed()
    {
        await using var other = await _rig.UseAsync(new());

        var verbose = _session.Run("Invoke-BatchVolumeTest -Connection $dms -BatchCount 4 -SummaryOnly -WarningAction Ignore -Verbose").Verbose;

        Session.AssertLike("*Fixtures ready: 6 created, 1 found*", verbose);
        Assert.Equal(6, other.Counts().Documents.Total);
    }

    [Fact]
    public void Operations_are_kept_on_request_only()
    {
        Assert.Null(Assert.Single(_session.Run<BatchResult>("Invoke-BatchVolumeTest @short -BatchCount 1")).Operations);
        Assert.Equal(3, Assert.Single(_session.Run<BatchResult>("Invoke-BatchVolumeTest @short -DebugRun -BatchCount 1 -BatchTripleCount 1 -Scenario Student 6>$null")).Operations!.Count);
    }

    [Fact]
    public void A_summary_alone_keeps_no_results()
    {
        var run = _session.One<BatchRun>("Invoke-BatchVolumeTest @short -BatchCount 5 -SummaryOnly");

        Assert.Equal((5L, 0L), (run.Totals.Batches, run.PeakResultsBacklog));
    }

    [Fact]
    public void A_batch_over_the_limit_ends_the_run_with_what_the_server_said_and_what_to_do()
    {
        var problem = _session.Fails("Invoke-BatchVolumeTest @short -BatchTripleCount 40 -Scenario Student -Duration 10m", "BatchTooLarge", ErrorCategory.InvalidArgument, "*120*100*-BatchTripleCount of at most 33*");

        var run = Assert.IsAssignableFrom<BatchRun>(problem.TargetObject is PSObject wrapped ? wrapped.BaseObject : problem.TargetObject);
        Assert.Equal(StopReason.BatchTooLarge, run.StopReason);
        Assert.NotNull(run.EndedAt);
        Assert.Equal(100, run.BatchLimit);
        _session.Fails("Invoke-BatchVolumeTest @short -BatchTripleCount 21 -Scenario StudentSchoolAssociation -Duration 10m", "BatchTooLarge", ErrorCategory.InvalidArgument, "*-BatchTripleCount of at most 20*");
    }

    [Fact]
    public void A_batch_over_a_limit_that_was_learnt_is_warned_of()
    {
        var warnings = _session.Run("$learnt = Connect-BatchApi $url $credential -LearnBatchLimit; Invoke-BatchVolumeTest -Connection $learnt -BatchTripleCount 40 -Scenario Student -WhatIf").Warnings;

        Session.AssertLike("*120 operations*the server takes 100*", warnings);
    }

    [Fact]
    public void A_batch_over_the_usual_limit_is_warned_of_where_the_server_did_not_say_its_own()
    {
        using var _ = _rig.With(static options => options with { BatchLimit = 200 });

        var ran = _session.Run("Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -BatchTripleCount 40 -Scenario Student -BatchCount 1 -SummaryOnly");

        Assert.Equal(1, ((BatchRun)Assert.Single(ran.Output).BaseObject).Totals.Succeeded);
        Session.AssertLike("*students-batch-40 has 120 operations*100*-BatchTripleCount*", ran.Warnings);
    }
}
