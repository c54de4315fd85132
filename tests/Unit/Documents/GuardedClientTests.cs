using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Unit.Jobs;

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
        var client = new GuardedClient(server, mostSilent: 3);

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
        var client = new GuardedClient(server, mostSilent: 3);

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
        var values = new DescriptorValues(new GuardedClient(server), static _ => { }, Assert.Fail);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => values.ReadAsync(Enumerable.Range(0, 50).Select(static i => $"kind{i}Descriptor"), CancellationToken.None));

        Assert.Equal(("ServerUnreachable", 6), (problem.ErrorId, server.Unanswered));
    }

    [Theory]
    [InlineData("gradeLevelDescriptors", """{ "namespace": "uri://n", "codeValue": "c" }""", """gradeLevelDescriptors {"namespace":"uri://n","codeValue":"c"} was created""")]
    [InlineData("busRoutes", """{"busRouteNumber":"7"}""", """busRoutes {"busRouteNumber":"7"} was created""")]
    public async Task A_post_that_is_given_up_is_named(string resource, string document, string says)
    {
        using var host = new RecordingJobHost();
        var server = new SilentServer(new FakeServer(), static (_, _) => true) { Failure = static () => new OperationCanceledException() };
        var client = CutOffPosts.Watch(host, server);

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.PostAsync(resource, System.Text.Encoding.UTF8.GetBytes(document), CancellationToken.None));
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync(resource, null, CancellationToken.None));

        Assert.Contains(says, Assert.Single(host.Warnings), StringComparison.Ordinal);
    }
}
