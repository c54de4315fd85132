using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class FailureWordsTests
{
    [Theory]
    [InlineData(1, "All 12 batches failed: ServerError: 500 ")]
    [InlineData(0, null)]
    public async Task What_failed_is_the_first_that_is_said_of_a_run(double rate, string? words)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(server);
        server.Change(o => o with { ServerErrorRate = rate });
        var load = Load.Start(connection, Plans.Counted(12));
        await Load.FinishAsync(load);

        if (words is null)
        {
            Assert.Null(load.Run.FailureSummary);
        }
        else
        {
            Assert.StartsWith(words, RunEnd.Warnings(load.Run).First(), StringComparison.Ordinal);
            Assert.Equal(load.Run.FailureSummary, load.Run.ToDocument().FailureSummary);
        }
    }

    public static TheoryData<TestType, long, long, DistinctError[], string?> Cases => new()
    {
        { TestType.BatchVolume, 0, 5, [], null },
        { TestType.BatchVolume, 1, 1, [], "The only batch failed." },
        { TestType.BatchVolume, 2, 2, [], "Both batches failed." },
        { TestType.Volume, 1, 1, [Error(1, null, ErrorKind.Timeout)], "The only request failed: Timeout: no answer" },
        { TestType.Volume, 2, 1000, [Error(2, 409, ErrorKind.Conflict)], "2 of 1,000 requests failed (0.2 %): 409 Conflict: no answer" },
        {
            TestType.BatchVolume, 3, 3,
            [Error(1, 409, ErrorKind.Conflict), Error(2, null, ErrorKind.Timeout)], "All 3 batches failed; most often (2 times): Timeout: no answer"
        },
        {
            TestType.BatchVolume, 2, 2,
            [Error(1, 409, ErrorKind.Conflict), Error(1, null, ErrorKind.Timeout)], "Both batches failed; most often (once): 409 Conflict: no answer"
        },
        { TestType.BatchVolume, 692, 2292, [], "692 of 2,292 batches failed (30.2 %)." },
        { TestType.BatchVolume, 1, 100_000, [], "1 of 100,000 batches failed (< 0.01 %)." },
        { TestType.BatchVolume, 99_999, 100_000, [], "99,999 of 100,000 batches failed (> 99.9 %)." },
        { TestType.BatchVolume, 19_999, 20_000, [], "19,999 of 20,000 batches failed (> 99.9 %)." },
        { TestType.BatchVolume, 9_999, 10_000, [], "9,999 of 10,000 batches failed (> 99.9 %)." },
        { TestType.BatchVolume, 1, 10_000, [], "1 of 10,000 batches failed (0.01 %)." },
        { TestType.BatchVolume, 1, 20_001, [], "1 of 20,001 batches failed (< 0.01 %)." },
        {
            // five positions of one cause outnumber the most frequent single text
            TestType.BatchVolume, 27, 54,
            [Error(7, 500, ErrorKind.ServerError), .. Enumerable.Range(1, 5).Select(static at => Error(4, 400, ErrorKind.Validation, $"400 at {at}"))],
            "27 of 54 batches failed (50 %); most often (20 times): Validation, such as: 400 at 1"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_kind_is_counted_over_all_its_texts(TestType type, long failed, long batches, DistinctError[] errors, string? words) =>
        Assert.Equal(words, FailureWords.Of(type, new RunTotals { Batches = batches, Failed = failed }, errors));

    private static DistinctError Error(long times, int? status, ErrorKind kind, string message = "no answer") =>
        new() { Name = "students-batch-10", Kind = kind, StatusCode = status, Message = message, Occurrences = times };
}
