using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Unit.Api;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>A server that is away is not asked for hours.</summary>
public sealed class GuardedClientTests
{
    /// <summary>Requests that get no answer, out of ten, and how many are sent.</summary>
    [Theory]
    [InlineData("1234567890", 3, true)]
    [InlineData("124578", 10, false)]
    [InlineData("12567890", 7, true)]
    public async Task After_some_requests_in_a_row_without_an_answer_none_is_sent(string silent, int sent, bool away)
    {
        var asked = 0;
        var server = new SilentServer(new FakeServer(), (_, number) =>
        {
            asked = number;
            return silent.Contains((char)('0' + (number % 10)));
        });
        var client = new GuardedClient(server, mostSilent: 3, lasts: TimeSpan.Zero);

        for (var i = 0; i < 10; i++)
        {
            _ = await Record.ExceptionAsync(() => client.GetAsync("students", null, CancellationToken.None));
        }

        Assert.Equal((sent, away), (asked, client.Away is not null));
        if (away)
        {
            Assert.Same(client.Away, await Record.ExceptionAsync(() => client.PostAsync("students", default, CancellationToken.None)));
        }
    }

    /// <summary>A token endpoint that has no time, and an answer that cannot be read, are no silence of the server.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_no_silence_of_the_server_does_not_take_it_to_be_away(bool ofToken)
    {
        var server = new SilentServer(new FakeServer(), static (_, _) => true)
        {
            Failure = () => new BatchPerfException(
                "Any",
                ofToken ? ProblemKind.Connection : ProblemKind.UnexpectedServer,
                "",
                "",
                ofToken ? new TokenRefusal(503, wait: null) : null),
        };
        var client = new GuardedClient(server, mostSilent: 3, lasts: TimeSpan.Zero);

        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<BatchPerfException>(() => client.GetAsync("students", null, CancellationToken.None));
        }

        Assert.Null(client.Away);
    }

    [Fact]
    public async Task Descriptors_of_a_server_that_is_away_end_with_why()
    {
        var server = new SilentServer(new FakeServer(), static (_, _) => true);
        var values = new DescriptorValues(new GuardedClient(server, lasts: TimeSpan.Zero), static _ => { }, Assert.Fail);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => values.ReadAsync(Enumerable.Range(0, 50).Select(static i => $"kind{i}Descriptor"), CancellationToken.None));

        Assert.Equal(("ServerUnreachable", 6), (problem.ErrorId, server.Unanswered));
    }

    /// <summary>A restart refuses all requests of a moment: the server is away only where it stays silent, and is asked meanwhile.</summary>
    [Theory]
    [InlineData(6 + 3, false)]
    [InlineData(int.MaxValue, true)]
    public async Task A_silence_of_a_moment_is_waited_out(int silent, bool away)
    {
        var time = new HastyTime { Leaps = true };
        var server = new SilentServer(new FakeServer(), (_, number) => number <= silent);
        var client = new GuardedClient(server, time);

        var failures = 0;
        for (var i = 0; i < 8; i++)
        {
            failures += await Record.ExceptionAsync(() => client.GetAsync("students", null, CancellationToken.None)) is null ? 0 : 1;
        }

        Assert.Equal((away, away ? 8 : 6), (client.Away is not null, failures));
        Assert.Equal(away ? [1, 2, 4, 8, 8, 7] : [1, 2, 4, 8], time.Waits.Select(static wait => (int)Math.Round(wait.TotalSeconds)));
    }

    [Fact]
    public async Task What_is_not_sent_any_more_says_so()
    {
        var client = new GuardedClient(new SilentServer(new FakeServer(), static (_, _) => true), mostSilent: 1, lasts: TimeSpan.Zero);
        await Assert.ThrowsAsync<BatchPerfException>(() => client.GetAsync("students", null, CancellationToken.None));

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => client.PostAsync("students", default, CancellationToken.None));

        Assert.True(problem.NothingSent);
    }
}
