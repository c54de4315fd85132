using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Thresholds;

public sealed class ThresholdParserTests
{
    [Theory]
    [InlineData("p95 < 250ms", "p95", ThresholdOperator.LessThan, 250, ThresholdUnit.Milliseconds)]
    [InlineData("p95<250", "p95", ThresholdOperator.LessThan, 250, ThresholdUnit.Milliseconds)]
    [InlineData("P95Ms <= 1.5s", "p95", ThresholdOperator.LessOrEqual, 1500, ThresholdUnit.Milliseconds)]
    [InlineData("p99.9 < 2s", "p99.9", ThresholdOperator.LessThan, 2000, ThresholdUnit.Milliseconds)]
    [InlineData("p999 < 2s", "p99.9", ThresholdOperator.LessThan, 2000, ThresholdUnit.Milliseconds)]
    [InlineData("batches > 100", "requests", ThresholdOperator.GreaterThan, 100, ThresholdUnit.Count)]
    [InlineData("batchesPerSecond >= 20/s", "requestsPerSecond", ThresholdOperator.GreaterOrEqual, 20, ThresholdUnit.PerSecond)]
    [InlineData("p99.99 < 2s", "p99.99", ThresholdOperator.LessThan, 2000, ThresholdUnit.Milliseconds)]
    [InlineData("serviceP50 < 20 ms", "serviceP50", ThresholdOperator.LessThan, 20, ThresholdUnit.Milliseconds)]
    [InlineData("failureRate < 1%", "failureRate", ThresholdOperator.LessThan, 0.01, ThresholdUnit.Share)]
    [InlineData("failureRate = 0", "failureRate", ThresholdOperator.Equal, 0, ThresholdUnit.Share)]
    [InlineData("committedOperationsPerSecond > 2000/s", "committedOperationsPerSecond", ThresholdOperator.GreaterThan, 2000, ThresholdUnit.PerSecond)]
    [InlineData("failuresConflict == 0", "failuresConflict", ThresholdOperator.Equal, 0, ThresholdUnit.Count)]
    [InlineData("requests >= 1e3", "requests", ThresholdOperator.GreaterOrEqual, 1000, ThresholdUnit.Count)]
    [InlineData("windowSeconds >= 30s", "windowSeconds", ThresholdOperator.GreaterOrEqual, 30, ThresholdUnit.Seconds)]
    [InlineData("operationsUnknown != 1", "operationsUnknown", ThresholdOperator.NotEqual, 1, ThresholdUnit.Count)]
    public void A_threshold_is_a_metric_an_operator_and_a_limit(string text, string metric, ThresholdOperator how, double limit, ThresholdUnit unit)
    {
        var threshold = ThresholdParser.Parse(text);

        Assert.Equal((metric, how, limit, unit, text), (threshold.Metric, threshold.Operator, threshold.Limit, threshold.Unit, threshold.ToString()));
    }

    [Fact]
    public void A_verdict_is_asked_for_by_its_name()
    {
        Assert.Equal((RunVerdict.Valid, ThresholdOperator.Equal), (ThresholdParser.Parse("verdict = valid").Verdict!.Value, ThresholdParser.Parse("verdict = valid").Operator));
    }

    [Theory]
    [InlineData("")]
    [InlineData("p95")]
    [InlineData("p95 <")]
    [InlineData("< 250ms")]
    [InlineData("p95 << 250ms")]
    [InlineData("p95 < 250 minutes")]
    [InlineData("p95 < 5%")]
    [InlineData("failureRate < 5ms")]
    [InlineData("failureRate < 1")]
    [InlineData("failureRate < 5")]
    [InlineData("failureRate < 150%")]
    [InlineData("requests > 5/s")]
    [InlineData("p95 < -1")]
    [InlineData("p95 < 1,5s")]
    [InlineData("verdict < Valid")]
    [InlineData("verdict = Good")]
    public void What_is_none_is_refused(string text)
    {
        Assert.Equal("ThresholdInvalid", Assert.Throws<BatchPerfException>(() => ThresholdParser.Parse(text)).ErrorId);
    }

    [Theory]
    [InlineData("p59 < 1s", "p50, p95 or p99")]
    [InlineData("failurRate < 1%", "failureRate")]
    [InlineData("comittedOperationsPerSecond > 1", "committedOperationsPerSecond")]
    [InlineData("OperationsPerSecond > 1", "committedOperationsPerSecond")]
    [InlineData("errorRate < 1%", "failureRate")]
    [InlineData("http_req_failed < 1%", "failureRate")]
    [InlineData("rps > 1", "requestsPerSecond")]
    [InlineData("tps > 1", "requestsPerSecond")]
    [InlineData("throughput > 1", "requestsPerSecond or committedOperationsPerSecond")]
    [InlineData("latency < 1s", "mean, p50 or p95")]
    [InlineData("avg < 1s", "mean")]
    [InlineData("median < 1s", "p50")]
    [InlineData("timeouts = 0", "failuresTimeout")]
    [InlineData("p95th < 1s", "p95")]
    public void A_metric_by_another_word_is_told_the_nearest_and_where_all_are_listed(string text, string nearest)
    {
        var problem = Assert.Throws<BatchPerfException>(() => ThresholdParser.Parse(text));

        Assert.Equal("ThresholdMetricUnknown", problem.ErrorId);
        Assert.Equal($"Did you mean {nearest}? ListMetric lists all {ThresholdMetrics.Names.Count()} metrics.", problem.NextStep);
    }
}
