using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Thresholds;

/// <summary>Wrong names of metrics and requests are answered with the nearest, never with a list that fills the screen.</summary>
public sealed class WrongNamesTests
{
    private static readonly IReadOnlyList<BatchMetrics> Rows =
        [.. Enumerable.Range(1, 40).Select(static i => new BatchMetrics { Name = $"resource{i}-batch-10" }), new BatchMetrics { Name = "students-batch-10" }];

    public static TheoryData<string, string> Wrong => new()
    {
        { "p96 < 1s in every 10s", "Did you mean " },
        { "p66 < 1s in every 10s", "There are 35 metrics of parts of a run, such as p50, p95, p99; ListMetric lists them." },
        { "serviceP95 < 1s in every 10s", "Did you mean p95? There are " },
        { "p95 < 1s for studnets-batch-10", "Did you mean students-batch-10? There are 41 names, such as resource1-batch-10, resource2-batch-10, resource3-batch-10." },
        { "p95 < 1s for nobody", "There are 41 names, such as resource1-batch-10, resource2-batch-10, resource3-batch-10." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void They_are_answered_with_the_nearest(string text, string says)
    {
        var problem = Assert.Throws<BatchPerfException>(() => ThresholdParser.Parse(text).Test(ThresholdSubject.Of(Rows)));

        Assert.StartsWith(says, problem.NextStep, StringComparison.Ordinal);
        Assert.True(problem.NextStep.Length < 250, problem.NextStep);
    }

    [Fact]
    public void So_is_a_limit_for_a_request_that_a_load_will_not_have()
    {
        var problem = Assert.Throws<BatchPerfException>(
            () => ThresholdNames.Require([ThresholdParser.Parse("p95 < 1s for studnets-batch-10")], Rows.Select(static r => new RequestName(r.Name, "POST"))));

        Assert.StartsWith("Did you mean students-batch-10? There are 42 names, such as ", problem.NextStep, StringComparison.Ordinal);
    }
}
