using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class RetriesTests
{
    [Theory]
    [InlineData(429, null, true)]
    [InlineData(503, null, true)]
    [InlineData(429, 300, true)]
    [InlineData(429, 301, false)]
    [InlineData(500, null, false)]
    [InlineData(413, null, false)]
    public void A_refusal_is_worth_another_attempt_unless_the_server_asks_for_more_than_five_minutes(int status, int? asked, bool worthwhile) =>
        Assert.Equal(worthwhile, Retries.Worthwhile(Refused(status, asked)));

    /// <summary>What is sent again for want of a token is what is sent again after the same answer to the batch.</summary>
    [Theory]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    [InlineData(401, false)]
    public void A_token_endpoint_s_refusal_is_worth_another_attempt_as_a_batch_s_is(int status, bool worthwhile)
    {
        var problem = new BatchPerfException("X", ProblemKind.UnexpectedServer, "No.", "", new TokenRefusal(status, wait: null));
        var answer = Failures.WithoutToken(problem, cancellation: null!);

        Assert.Equal(worthwhile, Retries.Worthwhile(new BatchExchange(answer, 0, 0, 0, null)));
        Assert.Equal(Retries.Worthwhile(Refused(status, null)), worthwhile);
    }

    [Theory]
    [InlineData(null, 0, 0.1)]
    [InlineData(null, 3, 0.8)]
    [InlineData(null, 20, 30)]
    [InlineData(45, 0, 45)]
    [InlineData(0, 5, 0)]
    public void The_pause_is_what_the_server_asked_for_or_doubles(int? asked, int retries, double seconds) =>
        Assert.Equal(seconds, Retries.Delay(Refused(429, asked), retries).TotalSeconds);

    /// <summary>The token endpoint is left alone for a second after a failure: earlier tries would all meet that failure.</summary>
    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(3, null, 1)]
    [InlineData(4, null, 1.6)]
    [InlineData(0, 7, 7)]
    public void Without_a_token_the_pause_is_as_long_as_the_token_endpoint_is_left_alone(int retries, int? asked, double seconds)
    {
        var answer = Failures.WithoutToken(new BatchPerfException("X", ProblemKind.Connection, "No.", ""), cancellation: null!);
        var exchange = new BatchExchange(answer, 0, 0, 0, asked is { } s ? TimeSpan.FromSeconds(s) : null);

        Assert.Equal((true, seconds), (Retries.Worthwhile(exchange), Retries.Delay(exchange, retries).TotalSeconds));
    }

    private static BatchExchange Refused(int status, int? asked) =>
        new(new BatchAnswer { StatusCode = status, ErrorKind = ErrorKind.Throttled }, 0, 0, 0, asked is { } s ? TimeSpan.FromSeconds(s) : null);
}
