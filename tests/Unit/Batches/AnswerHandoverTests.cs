using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Unit.Dashboard;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>Which thread judges an answer: where few arrive, another one, so that those beside it are read first.</summary>
public sealed class AnswerHandoverTests : ConnectedTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, true)]
    [InlineData(AnswerHandover.FromPerSecond / 2, true)]
    [InlineData(AnswerHandover.FromPerSecond + 500, false)]
    [InlineData(60_000, false)]
    public void Answers_are_handed_over_while_they_are_few(int perSecond, bool handedOver)
    {
        var clock = new TestClock();
        var handover = new AnswerHandover(clock);
        Assert.True(handover.Take(clock.GetTimestamp()), "before their number is known");

        Assert.Equal(handedOver, Take(handover, clock, perSecond));
        Assert.True(Take(handover, clock, 100), "once they are few again");
        Assert.False(Take(handover, clock, 40_000), "once they are many again");
    }

    [Fact]
    public async Task An_answer_that_is_handed_over_is_not_judged_by_the_thread_that_read_it()
    {
        await Connection.Tokens.GetAsync(default);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var judge = new GatedJudge(gate.Task);
        using var client = new ExchangeClient(new ReadyWire(), Connection.Tokens, TimeProvider.System, new AnswerHandover(TimeProvider.System));
        using var cancellation = new ExchangeCancellation(Load.Bound, TimeProvider.System, default);

        var sending = client.SendAsync(Request(judge), cancellation).AsTask();

        Assert.False(sending.IsCompleted); // this thread has the next answer to read, whatever the judge waits for
        gate.SetResult();
        Assert.Equal(200, (await sending.WaitAsync(Load.Bound)).Exchange.Answer.StatusCode);
    }

    [Fact]
    public async Task Of_many_answers_each_is_judged_where_it_was_read()
    {
        await Connection.Tokens.GetAsync(default);
        var clock = new TestClock();
        var handover = new AnswerHandover(clock);
        Take(handover, clock, 40_000);
        var judge = new GatedJudge(Task.CompletedTask);
        using var client = new ExchangeClient(new ReadyWire(), Connection.Tokens, clock, handover);
        using var cancellation = new ExchangeCancellation(Load.Bound, clock, default);

        var sending = client.SendAsync(Request(judge), cancellation);

        Assert.Equal(Environment.CurrentManagedThreadId, judge.Thread);
        Assert.Equal(200, (await sending).Exchange.Answer.StatusCode);
    }

    /// <summary>A second of answers that come evenly.</summary>
    /// <returns>What was said of the last one.</returns>
    private static bool Take(AnswerHandover handover, TestClock clock, int perSecond)
    {
        var last = false;
        for (var i = 0; i < perSecond; i++)
        {
            clock.Advance(Second / perSecond);
            last = handover.Take(clock.GetTimestamp());
        }

        return last;
    }

    private ExchangeRequest Request(GatedJudge judge) =>
        new(HttpMethod.Post, Connection.BatchUrl, "[]"u8.ToArray(), Shapes.Triple, judge, KeepIds: false);

    /// <summary>A wire whose answers are always there.</summary>
    private sealed class ReadyWire : IBatchWire
    {
        public bool? Sent => true;

        public ValueTask<AnswerHead> SendAsync(ExchangeRequest request, AccessToken token, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new AnswerHead(200));

        public ValueTask<bool> ReadAsync(BodyBuffer answer, int most, CancellationToken cancellationToken) => ValueTask.FromResult(true);

        public void End(bool whole)
        {
            // nothing is open
        }

        public void Dispose() => End(whole: false);
    }

    private sealed class GatedJudge(Task gate) : IAnswerJudge
    {
        public int Thread { get; private set; }

        public BatchAnswer Judge(AnswerHead head, ReadOnlyMemory<byte> body, in ExchangeRequest request)
        {
            Thread = Environment.CurrentManagedThreadId;
            gate.Wait(Load.Bound);
            return new BatchAnswer { StatusCode = head.Status };
        }
    }
}
