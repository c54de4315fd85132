using System.Net;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class RetryAfterTests
{
    private static readonly ManualTime Time = new();

    [Theory]
    [InlineData(429, "7", null, 7)]
    [InlineData(503, "30", null, 30)]
    [InlineData(429, "0", null, 0)]
    [InlineData(429, "Thu, 01 Jan 2026 00:00:10 GMT", "Thu, 01 Jan 2026 00:00:00 GMT", 10)]
    [InlineData(429, "Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:10 GMT", 0)]
    [InlineData(429, "soon", null, null)]
    [InlineData(429, "-1", null, null)]
    [InlineData(429, null, null, null)]
    [InlineData(500, "7", null, null)]
    [InlineData(200, "7", null, null)]
    public void A_wait_is_what_the_header_of_a_refusal_says(int status, string? header, string? date, int? seconds)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        Add("Retry-After", header);
        Add("Date", date);

        Assert.Equal(seconds, RetryAfter.Of(response, Time)?.TotalSeconds);

        void Add(string name, string? value) => _ = value is not null && response.Headers.TryAddWithoutValidation(name, value);
    }

    [Fact]
    public void A_date_without_the_servers_own_counts_from_now()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.Date = null;
        response.Headers.TryAddWithoutValidation("Retry-After", Time.GetUtcNow().AddSeconds(20).ToString("R"));

        Assert.InRange(RetryAfter.Of(response, Time)!.Value.TotalSeconds, 19, 20);
    }

    [Theory]
    [InlineData(429, "7", "(Retry-After: 7 s).", "rate limiter refuses requests: wait 7 s, as it asks,")]
    [InlineData(503, "30", "(Retry-After: 30 s).", "wait 30 s, as it asks,")]
    [InlineData(503, null, "answered 503 Service Unavailable", "wait a little")]
    public async Task A_busy_token_endpoint_is_said_to_be_busy(int status, string? header, string said, string advised)
    {
        using var server = new TokenServer();
        server.Answer = (_, _) =>
        {
            var answer = TokenServer.Json(status, "");
            _ = header is not null && answer.Headers.TryAddWithoutValidation("Retry-After", header);
            return Task.FromResult(answer);
        };

        var error = await Assert.ThrowsAsync<BatchPerfException>(() => server.Source().GetAsync(CancellationToken.None).AsTask());

        Assert.Equal("ServerBusy", error.ErrorId);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains(advised, error.NextStep, StringComparison.Ordinal);
    }
}
