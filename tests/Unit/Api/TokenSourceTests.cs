using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class TokenSourceTests
{
    private const string Refusal = """{"detail":"No.","title":"Authentication Failed","status":401,"errors":["unauthorized_client. Invalid client"]}""";
    private const string BasicOnly = """{"detail":"Malformed Authorization header","title":"Bad Request","status":400,"errors":[]}""";

    [Fact]
    public async Task Key_and_secret_go_as_HTTP_Basic_first()
    {
        using var server = new TokenServer();

        var token = await server.Source().GetAsync(CancellationToken.None);

        Assert.Equal("Bearer token-1", token.AuthorizationHeader);
        Assert.Equal("Basic a2V5OnNlY3JldA==", Assert.Single(server.Asked).Authorization);
        Assert.Equal("grant_type=client_credentials", server.Asked[0].Form);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Where_Basic_is_refused_form_fields_are_tried_and_kept(int status)
    {
        using var server = new TokenServer();
        server.Answer = (request, _) => Task.FromResult(request.Headers.Authorization is null ? server.Token() : TokenServer.Json(status, Refusal));
        var tokens = server.Source();

        await tokens.GetAsync(CancellationToken.None);
        server.Time.Advance(1801);
        await tokens.GetAsync(CancellationToken.None);

        Assert.Equal(3, server.Asked.Count);
        Assert.Equal("grant_type=client_credentials&client_id=key&client_secret=secret", server.Asked[1].Form);
        Assert.Null(server.Asked[2].Authorization);
        Assert.Equal(3, tokens.Requests);
    }

    [Fact]
    public async Task A_wrong_secret_at_a_proxy_that_takes_Basic_only_is_told_in_the_words_of_the_first_refusal()
    {
        using var server = new TokenServer();
        server.Answer = (request, _) => Task.FromResult(request.Headers.Authorization is null ? TokenServer.Json(400, BasicOnly) : TokenServer.Json(401, Refusal));

        var error = await Assert.ThrowsAsync<BatchPerfException>(async () => await server.Source().GetAsync(CancellationToken.None));

        Assert.Equal("AuthenticationFailed", error.ErrorId);
        Assert.Contains("401", error.Message, StringComparison.Ordinal);
        Assert.Contains("unauthorized_client", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_renewed_in_the_background_before_it_expires_and_the_old_one_serves_meanwhile()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var first = await tokens.GetAsync(CancellationToken.None);

        server.Time.Advance(1739);
        Assert.Same(first, await tokens.GetAsync(CancellationToken.None));
        Assert.Single(server.Asked);

        var answer = Held(server);
        server.Time.Advance(2);
        Assert.Same(first, await tokens.GetAsync(CancellationToken.None));
        Assert.Same(first, await tokens.GetAsync(CancellationToken.None));
        await answer.Asked.Task;
        answer.Release.SetResult();
        var renewed = await tokens.ReplaceAsync(first, CancellationToken.None);

        Assert.Equal("Bearer token-2", renewed!.AuthorizationHeader);
        Assert.Equal(2, tokens.Requests);
    }

    [Fact]
    public async Task Many_concurrent_refusals_of_one_token_make_one_request()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var refused = await tokens.GetAsync(CancellationToken.None);
        server.Time.Advance(10);
        var answer = Held(server);

        var replaced = Enumerable.Range(0, 200).Select(_ => tokens.ReplaceAsync(refused, CancellationToken.None)).ToList();
        answer.Release.SetResult();
        var fresh = await Task.WhenAll(replaced);

        Assert.All(fresh, f => Assert.Equal("Bearer token-2", f!.AuthorizationHeader));
        Assert.Equal(2, tokens.Requests);
    }

    [Fact]
    public async Task A_brand_new_token_that_is_refused_is_not_replaced()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var token = await tokens.GetAsync(CancellationToken.None);

        server.Time.Advance(0.9);
        Assert.Null(await tokens.ReplaceAsync(token, CancellationToken.None));
        server.Time.Advance(0.2);
        Assert.NotNull(await tokens.ReplaceAsync(token, CancellationToken.None));
        Assert.Equal(2, tokens.Requests);
    }

    [Fact]
    public async Task A_token_that_somebody_has_replaced_already_is_exchanged_without_a_request()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var old = await tokens.GetAsync(CancellationToken.None);
        server.Time.Advance(5);
        var current = await tokens.ReplaceAsync(old, CancellationToken.None);

        Assert.Same(current, await tokens.ReplaceAsync(old, CancellationToken.None));
        Assert.Equal(2, tokens.Requests);
    }

    [Fact]
    public async Task While_the_token_endpoint_is_down_it_is_asked_once_a_second_and_all_get_the_same_error()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        await tokens.GetAsync(CancellationToken.None);
        server.Answer = (_, _) => throw new HttpRequestException("refused");
        server.Time.Advance(2000);

        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<BatchPerfException>(async () => await tokens.GetAsync(CancellationToken.None));
        }

        Assert.Equal(2, tokens.Requests);

        server.Answer = (_, _) => Task.FromResult(server.Token());
        server.Time.Advance(1.1);
        Assert.Equal("Bearer token-2", (await tokens.GetAsync(CancellationToken.None)).AuthorizationHeader);
    }

    [Theory]
    [InlineData(429, "30", 29.9, 30.1)]
    [InlineData(503, "30", 29.9, 30.1)]
    [InlineData(503, "86400", 299, 301)]
    [InlineData(503, null, 0.9, 1.1)]
    [InlineData(500, "30", 0.9, 1.1)]
    public async Task A_token_endpoint_is_left_alone_as_long_as_it_asks_to(int status, string? asked, double before, double after)
    {
        using var server = new TokenServer();
        server.Answer = (_, _) =>
        {
            var answer = TokenServer.Json(status, "");
            answer.Headers.TryAddWithoutValidation("Retry-After", asked);
            return Task.FromResult(answer);
        };
        var tokens = server.Source();
        await Assert.ThrowsAsync<BatchPerfException>(async () => await tokens.GetAsync(CancellationToken.None));
        server.Answer = (_, _) => Task.FromResult(server.Token());

        server.Time.Advance(before);
        await Assert.ThrowsAsync<BatchPerfException>(async () => await tokens.GetAsync(CancellationToken.None));
        Assert.Single(server.Asked);
        server.Time.Advance(after - before);

        Assert.Equal("Bearer token-1", (await tokens.GetAsync(CancellationToken.None)).AuthorizationHeader);
    }

    [Fact]
    public async Task A_failed_renewal_in_the_background_leaves_the_old_token_in_use_and_is_repeated()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var first = await tokens.GetAsync(CancellationToken.None);
        var answer = Held(server, fails: true);
        server.Time.Advance(1750);
        Assert.Same(first, await tokens.GetAsync(CancellationToken.None));
        await answer.Asked.Task;
        server.Time.Advance(60);
        var expired = tokens.GetAsync(CancellationToken.None); // only who has no token left waits for the renewal
        server.Time.Advance(-60);
        answer.Release.SetResult();
        await Assert.ThrowsAsync<BatchPerfException>(async () => await expired);

        server.Answer = (_, _) => Task.FromResult(server.Token());
        Assert.Same(first, await tokens.GetAsync(CancellationToken.None));
        Assert.Equal(2, tokens.Requests);
        server.Time.Advance(1.1);
        Assert.Same(first, await tokens.GetAsync(CancellationToken.None));

        var renewed = await tokens.ReplaceAsync(first, CancellationToken.None);
        Assert.Equal("Bearer token-2", renewed!.AuthorizationHeader);
        Assert.Equal(3, tokens.Requests);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, false)]
    [InlineData(503, true)]
    public async Task A_token_that_was_refused_is_not_used_again_while_the_endpoint_has_no_time_for_another(int status, bool inTheBackground)
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var dead = await tokens.GetAsync(CancellationToken.None);
        server.Answer = (_, _) =>
        {
            var answer = TokenServer.Json(status, "");
            answer.Headers.TryAddWithoutValidation("Retry-After", "30");
            return Task.FromResult(answer);
        };
        server.Time.Advance(inTheBackground ? 1750 : 10);
        if (inTheBackground)
        {
            Assert.Same(dead, await tokens.GetAsync(CancellationToken.None)); // it may still be good
        }

        await Assert.ThrowsAsync<BatchPerfException>(() => tokens.ReplaceAsync(dead, CancellationToken.None));

        for (var i = 0; i < 3; i++)
        {
            var problem = await Assert.ThrowsAsync<BatchPerfException>(async () => await tokens.GetAsync(CancellationToken.None));
            Assert.Equal((status, TimeSpan.FromSeconds(30)), (TokenRefusal.Of(problem)!.Status, TokenRefusal.Of(problem)!.Wait));
        }

        Assert.Equal(2, tokens.Requests);
        server.Answer = (_, _) => Task.FromResult(server.Token());
        server.Time.Advance(30.1);
        Assert.Equal("Bearer token-2", (await tokens.GetAsync(CancellationToken.None)).AuthorizationHeader);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_not_used_again_while_the_endpoint_cannot_be_reached()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var dead = await tokens.GetAsync(CancellationToken.None);
        server.Answer = (_, _) => throw new HttpRequestException("refused");
        server.Time.Advance(10);
        await Assert.ThrowsAsync<BatchPerfException>(() => tokens.ReplaceAsync(dead, CancellationToken.None));

        var problem = await Assert.ThrowsAsync<BatchPerfException>(async () => await tokens.GetAsync(CancellationToken.None));

        Assert.Equal((ProblemKind.Connection, true, 2), (problem.Problem, problem.NothingSent, tokens.Requests));
        server.Answer = (_, _) => Task.FromResult(server.Token());
        server.Time.Advance(TokenSource.UsualQuiet.TotalSeconds);
        Assert.Equal("Bearer token-2", (await tokens.GetAsync(CancellationToken.None)).AuthorizationHeader);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_take_the_token_away_from_the_others()
    {
        using var server = new TokenServer();
        var tokens = server.Source();
        var answer = Held(server);
        using var impatient = new CancellationTokenSource();
        var first = tokens.GetAsync(impatient.Token).AsTask();
        var second = tokens.GetAsync(CancellationToken.None).AsTask();
        await answer.Asked.Task;

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.Release.SetResult();

        Assert.Equal("Bearer token-1", (await second).AuthorizationHeader);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("""{"access_token":"t"}""", 1799)]
    [InlineData("""{"access_token":"t","expires_in":"60"}""", 59)]
    [InlineData("""{"access_token":"t","expires_in":0}""", 1799)]
    [InlineData("""{"access_token":"t","expires_in":-5}""", 1799)]
    [InlineData("""{"access_token":"t","expires_in":1e400}""", 1_000_000)]
    public async Task A_lifetime_that_is_missing_or_makes_no_sense_is_the_usual_one(string answer, double stillGoodAfter)
    {
        using var server = new TokenServer();
        server.Answer = (_, _) => Task.FromResult(TokenServer.Json(200, answer));
        var tokens = server.Source();
        var token = await tokens.GetAsync(CancellationToken.None);

        server.Time.Advance(stillGoodAfter);

        Assert.Same(token, await tokens.GetAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"access_token":"a\r\nb"}""")]
    [InlineData("""{"access_token":"\ud800"}""")]
    public async Task An_answer_without_a_usable_token_is_an_error_of_its_own(string answer)
    {
        using var server = new TokenServer();
        server.Answer = (_, _) => Task.FromResult(TokenServer.Json(200, answer));

        var error = await Assert.ThrowsAsync<BatchPerfException>(async () => await server.Source().GetAsync(CancellationToken.None));

        Assert.Equal("TokenRequestFailed", error.ErrorId);
    }

    [Fact]
    public async Task A_closed_connection_says_so()
    {
        using var server = new TokenServer();
        using var invoker = new HttpMessageInvoker(server, disposeHandler: false);
        var tokens = new TokenSource(new ApiRequest(invoker, TokenServer.Options), TokenServer.Options, new Uri("http://dms/oauth/token"), server.Time);
        invoker.Dispose();

        var error = await Assert.ThrowsAsync<BatchPerfException>(async () => await tokens.GetAsync(CancellationToken.None));

        Assert.Equal("ConnectionClosed", error.ErrorId);
    }

    private static (TaskCompletionSource Asked, TaskCompletionSource Release) Held(TokenServer server, bool fails = false)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answer = async (_, _) =>
        {
            asked.TrySetResult();
            await release.Task;
            return fails ? throw new HttpRequestException("refused") : server.Token();
        };
        return (asked, release);
    }
}
