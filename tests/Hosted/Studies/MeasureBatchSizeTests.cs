using System.Management.Automation;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Studies;

public sealed class MeasureBatchSizeTests(MeasureBatchSizeTests.StudyRig rig) : IClassFixture<MeasureBatchSizeTests.StudyRig>
{
    private const string Load = "-Scenario Student -ClientCount 1 -Duration 300ms -WarningAction Ignore";
    private readonly Session _session = rig.Session;

    [Fact]
    public void A_row_comes_for_each_size_in_ascending_order()
    {
        var points = rig.Points;

        Assert.Equal([1, 10, 30], points.Select(static point => point.TripleCount));
        Assert.Equal([3d, 30d, 90d], points.Select(static point => point.OperationCount));
        Assert.All(points.Take(2), static point =>
        {
            Assert.Equal(2, point.Runs);
            Assert.True(point.CommittedOperationsPerSecond > 0);
            Assert.True(point.CommittedOperationsPerSecondLow <= point.CommittedOperationsPerSecond);
            Assert.True(point.P95Ms >= point.P50Ms);
        });
    }

    [Fact]
    public void No_batch_is_found_faster_than_the_server_was_told_to_be()
    {
        // 8 ms and half a millisecond for each of 3 and 30 operations
        Assert.True(rig.Points[0].ServiceP50Ms >= 9.4);
        Assert.True(rig.Points[1].ServiceP50Ms >= 22.9);
    }

    [Fact]
    public void The_limit_is_found_and_what_is_above_it_is_not_sent()
    {
        Assert.Equal((60, BatchLimitSource.Search), (rig.Study.BatchLimit, rig.Study.BatchLimitSource));
        Session.AssertLike("*(60)*", rig.Study.BatchLimitMessage!);
        Assert.Equal((true, 0, null), (rig.Points[2].Refused, rig.Points[2].Runs, rig.Points[2].CommittedOperationsPerSecond));
        Assert.Equal(60, _session.One<int>("$studied.BatchLimit"));
    }

    [Fact]
    public void The_whole_study_is_kept_in_the_variable()
    {
        Assert.Equal((true, 6, 4, 4), (rig.Study.Complete, rig.Study.RunsPlanned, rig.Study.RunsMeasured, rig.Study.Seed));
        Assert.Equal([1, 2, 3, 4, 5, 6], rig.Study.Runs.Select(static run => run.Number));
        Assert.Equal([1, 10, 30], rig.Study.Runs.Take(3).Select(static run => run.TripleCount).Order());
        Session.AssertLike("*at most 60 operations in a batch, 20 triples (tried).", rig.Study.Recommendation);
        Assert.Equal(rig.Study.Recommendation, rig.Points[0].Recommendation);
    }

    [Fact]
    public void A_study_says_that_few_repeats_prove_little()
    {
        Assert.Contains("Intervals rest on 2 runs of each size and are wide for it: -Repeat 5 or more narrows them.", rig.Study.Notes);
        _session.Run($"Measure-BatchSize -Connection $dms {Load} 1 -Repeat 1 -StudyVariable one");
        Assert.Contains("One run of a size has no interval: differences between sizes may be chance. Repeat it with -Repeat.", _session.Get<BatchSizeStudy>("one").Notes);
    }

    [Fact]
    public void A_size_that_the_server_refuses_is_reported_by_the_words_of_its_413_and_not_sent_again()
    {
        var known = _session.One<BatchSizeStudy>($"Measure-BatchSize -Connection $studied {Load} 1, 30 -Repeat 2 -Seed 1 -SummaryOnly");
        var refused = _session.One<BatchSizeStudy>($"$other = Connect-BatchApi $url $credential; Measure-BatchSize -Connection $other {Load} 30 -Repeat 2 -SummaryOnly");

        Assert.Equal((60, BatchLimitSource.Refusal), (refused.BatchLimit, refused.BatchLimitSource));
        Session.AssertLike("Refused with 413.*(60)*", refused.Points[0].Note);
        Assert.Null(refused.Runs[1].RunId);
        Assert.Equal(BatchLimitSource.Connection, known.BatchLimitSource);
    }

    [Fact]
    public void A_study_leaves_no_documents_but_fixtures() => Assert.Equal(0, rig.Simulator.Counts().Documents.Of("students"));

    [Fact]
    public void WhatIf_sends_nothing()
    {
        var before = rig.Simulator.Counts().BatchRequests;

        Assert.Empty(_session.Run($"Measure-BatchSize -Connection $dms {Load} 1, 2 -FindLimit -WhatIf").Output);
        Assert.Equal(before, rig.Simulator.Counts().BatchRequests);
    }

    [Theory]
    [InlineData("$closed = Connect-BatchApi $url $credential; Disconnect-BatchApi $closed; Measure-BatchSize -Connection $closed", "ConnectionClosed")]
    [InlineData("Measure-BatchSize -Connection $dms -Scenario Nobody", "UnknownScenario")]
    [InlineData("Measure-BatchSize -Connection $dms -ThinkTime 40d", "InvalidRunPlan")]
    public void A_study_that_cannot_be_made_is_refused(string script, string id) => _session.Fails(script, id, ErrorCategory.InvalidArgument);

    [Fact]
    public void A_limit_that_cannot_be_found_is_an_error()
    {
        using var _ = rig.With(static options => options with { ThrottleRate = 1 });

        _session.Fails($"Measure-BatchSize -Connection $dms {Load} 1 -Fixture $fixtures -FindLimit", "BatchLimitNotFound", ErrorCategory.ProtocolError, "*101 deletes*429*");
    }

    /// <summary>One study for the tests of what it says.</summary>
    public sealed class StudyRig() : Rig(new SimulatorOptions { BatchLimit = 60, LatencyTransactionMs = 8, LatencyOperationMs = 0.5 })
    {
        public IReadOnlyList<BatchSizePoint> Points { get; private set; } = [];

        public BatchSizeStudy Study { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Points = Session.Run<BatchSizePoint>($"$studied = Connect-BatchApi $url $credential; Measure-BatchSize -Connection $studied {Load} 30, 1, 10 -Repeat 2 -Seed 4 -FindLimit -StudyVariable study");
            Study = Session.Get<BatchSizeStudy>("study");
        }
    }
}
