using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class DistinctErrorsTests
{
    private const string RunId = "3w5e11264sgsf";

    [Fact]
    public void Equal_failures_are_one_and_successes_none()
    {
        var errors = new DistinctErrors();
        errors.Record(Samples.FailedAt(1, error: "409 Conflict: exists"));
        errors.Record(Samples.FailedAt(2, error: "409 Conflict: exists\nsecond line"));
        errors.Record(Samples.Committed());
        errors.Record(Samples.Unknown(ErrorKind.Canceled));

        var error = Assert.Single(errors.Snapshot());
        Assert.Equal((ErrorKind.Conflict, 409, "409 Conflict: exists", 2), (error.Kind, error.StatusCode, error.Message, error.Occurrences));
    }

    [Theory]
    [InlineData("trace 0HN7ABCDEF123:0000000A of it", "trace 0HN7ABCDEF124:0000000B of it")]
    [InlineData("id 3f2504e0-4f89-41d3-9a0c-0305e82c3301 gone", "id 3F2504E0-4F89-41D3-9A0C-0305E82C3302 gone")]
    [InlineData("student 3w5e11264sgsf1-2s-0 not found", "student 3w5e11264sgsf4a-zz1-9 not found")]
    [InlineData("student 0000000000abc1-2s-0 not found", "student zzz000000def4a-zz1-9 not found")]
    [InlineData("at 17408304001234", "at 17408304001235")]
    [InlineData("traceparent 0af7651916cd43dd8448eb211c80319c", "traceparent 1af7651916cd43dd8448eb211c80319d")]
    public void Ids_and_keys_make_no_difference(string first, string second)
    {
        var errors = new DistinctErrors(RunId);
        errors.Record(Samples.FailedAt(1, error: first));
        errors.Record(Samples.FailedAt(1, error: second));

        Assert.Contains('…', Assert.Single(errors.Snapshot()).Message);
    }

    [Theory]
    [InlineData("status 409 of batch 10 at school 255901001")]
    [InlineData("The batch holds 102 operations, at most 100 are taken.")]
    public void Short_numbers_are_left_as_they_are(string message)
    {
        var errors = new DistinctErrors(RunId);
        errors.Record(Samples.FailedAt(1, error: message));

        Assert.Equal(message, Assert.Single(errors.Snapshot()).Message);
    }

    [Fact]
    public void Beyond_200_sorts_the_rest_is_other_and_nothing_is_lost()
    {
        var errors = new DistinctErrors();
        for (var i = 0; i < 1000; i++)
        {
            errors.Record(Samples.FailedAt(1, error: $"sort {i}"));
        }

        errors.Record(Samples.FailedAt(1, error: "sort 0"));
        var snapshot = errors.Snapshot();
        Assert.Equal(201, snapshot.Count);
        Assert.Equal(("sort 0", 2), (snapshot[0].Message, snapshot[0].Occurrences));
        Assert.Equal(("other", 800), (snapshot[^1].Message, snapshot[^1].Occurrences));
    }

    [Fact]
    public async Task Threads_lose_none_and_never_exceed_the_cap()
    {
        var errors = new DistinctErrors();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                errors.Record(Samples.FailedAt(1, error: $"sort {i % 300}"));
            }
        })));

        Assert.Equal(40_000, errors.Snapshot().Sum(static e => e.Occurrences));
        Assert.Equal(201, errors.Snapshot().Count);
    }

    [Fact]
    public void First_and_last_time_and_the_first_ids_are_kept()
    {
        var errors = new DistinctErrors();
        errors.Record(Failure(atSeconds: 5, correlationId: "first recorded"));
        errors.Record(Failure(atSeconds: 1, correlationId: "second"));
        errors.Record(Failure(atSeconds: 9, correlationId: "third"));

        var error = Assert.Single(errors.Snapshot());
        Assert.Equal((Samples.Start.AddSeconds(1), Samples.Start.AddSeconds(9), "first recorded"), (error.FirstSeen, error.LastSeen, error.FirstCorrelationId));
        Assert.Equal(4, error.FirstFailedOperation!.Index);
    }

    [Fact]
    public void A_long_message_is_cut()
    {
        var errors = new DistinctErrors();
        errors.Record(Samples.FailedAt(1, error: new string('x', 100_000)));

        Assert.InRange(Assert.Single(errors.Snapshot()).Message.Length, 1, 301);
    }

    private static BatchResult Failure(double atSeconds, string correlationId) => new()
    {
        RunId = RunId,
        Scenario = "s",
        Name = "n",
        Resource = "students",
        StartedAt = Samples.Start.AddSeconds(atSeconds),
        ErrorKind = ErrorKind.Conflict,
        Error = "conflict",
        CorrelationId = correlationId,
        FailedOperation = new FailedOperation { Index = 4 },
    };
}
