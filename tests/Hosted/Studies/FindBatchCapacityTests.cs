using System.Management.Automation;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Studies;

public sealed class FindBatchCapacityTests(FindBatchCapacityTests.CapacityRig rig) : IClassFixture<FindBatchCapacityTests.CapacityRig>
{
    private const string Load = "-Connection $dms -Fixture $fixtures -Scenario Student -BatchTripleCount 1 -Duration 300ms -DrainTime 0s -WarningAction Ignore";

    // A busy machine delays the client: what is tested here is the search, not this machine.
    private const string AnyClient = "-VerdictThreshold @{ MaxCpuShare = 1; MinLagMs = 60000; MaxGcPauseShare = 1; MaxLateShare = 1; MaxDroppedShare = 1 }";
    private readonly Session _session = rig.Session;

    [Fact]
    public void A_number_of_clients_is_found_and_one_more_breaks()
    {
        var found = rig.Found;

        Assert.Equal(CapacityAnswer.Found, found.Answer);
        Assert.True(found.Capacity >= 1);
        Assert.Equal(found.Capacity + 1, found.LowestBroken);
        Assert.True(found.Confidence > 0.5);
        Assert.Equal(3, found.Seed);
        Session.AssertLike($"{found.Capacity} client* held (*", found.Message);
    }

    [Fact]
    public void No_more_clients_hold_than_the_server_was_told_to_take()
    {
        Assert.True(rig.Found.Capacity <= 5);
        Assert.Contains(rig.Found.Steps, static step => step.P50Ms is not null);
        Assert.All(rig.Found.Steps, static step => Assert.True(step.P50Ms is null or >= 39, $"{step.P50Ms} ms")); // null: no batch was answered in time
        Assert.All(rig.Found.Steps.Where(static step => step.Outcome == CapacityOutcome.Broken), step => Assert.True(step.Load > rig.Found.Capacity));
    }

    [Fact]
    public void Every_run_is_kept_as_a_row()
    {
        var steps = rig.Found.Steps;

        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(static step => step.Number));
        Assert.Equal(3, steps[0].Load);
        Session.AssertLike("*not kept: p50 < 100ms*", steps.First(static step => step.Outcome == CapacityOutcome.Broken).Reason);
        var study = _session.Get<BatchCapacity>("study");
        Assert.Equal((steps.Count, rig.Found.Message), (study.Steps.Count, study.Message));
    }

    [Fact]
    public void Arrival_rates_are_searched_up_to_the_maximum_that_is_allowed()
    {
        var rate = _session.One<BatchCapacity>($"Find-BatchCapacity 'p50 < 60s' {Load} {AnyClient} -Start 20 -Maximum 20 -Repeat 1 -Confidence 50%");

        Assert.Equal((CapacityAnswer.MaximumHeld, 20d, null), (rate.Answer, rate.Capacity, rate.LowestBroken));
        Assert.NotNull(rate.Steps[0].LateArrivals);
        Session.AssertLike("At least 20 batches/s held*", rate.Message);
    }

    [Fact]
    public void Nothing_held_where_nothing_does()
    {
        var nothing = _session.One<BatchCapacity>($"Find-BatchCapacity 'min < 5ms' {Load} {AnyClient} -Search Clients -Repeat 1 -Confidence 50%");

        Assert.Equal((CapacityAnswer.NothingHeld, null, 1d), (nothing.Answer, nothing.Capacity, nothing.LowestBroken));
    }

    [Fact]
    public void Where_the_client_was_the_limit_nothing_is_said_of_the_server()
    {
        var client = _session.One<BatchCapacity>($"Find-BatchCapacity 'p50 < 60s' {Load} -Search Clients -VerdictThreshold @{{ MaxCpuShare = 0 }} -Repeat 2");

        Assert.Equal((CapacityAnswer.ClientLimited, null), (client.Answer, client.Capacity));
        Assert.All(client.Steps, static step => Assert.Equal(CapacityOutcome.ClientLimited, step.Outcome));
        Session.AssertLike("Nothing can be said of the server: the client was the limit at 1 client: The client used*", client.Message);
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        var before = rig.Simulator.Counts().BatchRequests;

        Assert.Empty(_session.Run($"Find-BatchCapacity 'p95 < 250ms' {Load} -WhatIf").Output);
        Assert.Equal(before, rig.Simulator.Counts().BatchRequests);
    }

    [Theory]
    [InlineData("'committedOperationsPerSecond > 2000'", "ThresholdNotForCapacity")]
    [InlineData("'p96 < 1s'", "ThresholdMetricUnknown")]
    [InlineData("'p95 < 1s' -Start 20 -Maximum 10", "CapacityBoundsInvalid")]
    [InlineData("'p95 < 1s' -Start 1.5 -Search Clients", "CapacityBoundsInvalid")]
    [InlineData("'p95 < 1s' -ThinkTime 1s", "InvalidRunPlan")]
    public void A_search_that_makes_no_sense_is_refused(string parameters, string id)
        => _session.Fails($"Find-BatchCapacity {Load} {parameters}", id, ErrorCategory.InvalidArgument);

    [Fact]
    public void A_size_that_the_server_does_not_take_ends_the_search()
        => _session.Fails($"Find-BatchCapacity 'p95 < 1s' {Load.Replace("-BatchTripleCount 1", "-BatchTripleCount 50", StringComparison.Ordinal)} {AnyClient}", "BatchTooLarge", ErrorCategory.InvalidArgument, "*-BatchTripleCount*");

    /// <summary>Two at once, 40 ms each: two clients are answered after 40 ms, four after 80 ms, six after 120 ms. One search for the tests of what it says.</summary>
    public sealed class CapacityRig() : Rig(new SimulatorOptions { LatencyTransactionMs = 40, MaxTransactions = 2 })
    {
        public BatchCapacity Found { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();

            // the first batches of a process wait for the compiler, which must not use up the first run of the search
            Session.Run("Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -Scenario Student -BatchTripleCount 1 -BatchCount 3 -WarningAction Ignore");
            Found = Session.One<BatchCapacity>($"Find-BatchCapacity 'p50 < 100ms', 'failureRate < 1%' {Load.Replace("300ms", "600ms", StringComparison.Ordinal)} {AnyClient} -Search Clients -Start 3 -Repeat 1 -Confidence 50% -Seed 3 -StudyVariable study");
        }
    }
}
