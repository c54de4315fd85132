namespace EdFi.BatchPerf.Unit.Text;

public sealed class RunPlanSummaryTests
{
    private static readonly RunPlanSummary Closed = new() { LoadModel = "Closed", Scenarios = ["a", "b"], ClientCount = 2 };

    private static readonly RunPlanSummary Open = Closed with { LoadModel = "Open", ClientCount = 1000 };

    public static TheoryData<RunPlanSummary, string> Plans => new()
    {
        { Closed with { Duration = TimeSpan.FromMinutes(1) }, "closed loop, 2 clients, 1m: a, b" },
        { Closed with { ClientCount = 1, BatchCount = 1500, Segment = "1/2" }, "closed loop, 1 client, 1,500 batches: a, b; share 1/2" },
        { Open with { ArrivalRate = 20, Duration = TimeSpan.FromSeconds(90) }, "open loop, 20 batches/s, at most 1,000 in flight, 90s: a, b" },
        { Open with { OperationRate = 600.5 }, "open loop, 600.5 operations/s, at most 1,000 in flight: a, b" },
        { Open with { Stages = ["1m@20", "2m@40"] }, "open loop, stages 1m@20, 2m@40, at most 1,000 in flight: a, b" },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_plan_in_words_says_what_makes_the_load(RunPlanSummary plan, string words) => Assert.Equal(words, plan.ToString());
}
