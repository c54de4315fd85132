using System.Diagnostics;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class TransactionSlotsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void So_many_at_once_and_the_others_in_the_order_in_which_they_came(int slots)
    {
        var book = new TransactionSlots();

        var ends = Enumerable.Range(0, 12).Select(i => Milliseconds(book.Take(slots, startedAt: 0, milliseconds: 50))).ToList();

        Assert.Equal(Enumerable.Range(0, 12).Select(i => 50.0 * (1 + (i / slots))), ends);
    }

    [Fact]
    public void Whoever_comes_while_a_slot_is_free_does_not_wait()
    {
        var book = new TransactionSlots();
        book.Take(2, 0, 50);

        Assert.Equal(60, Milliseconds(book.Take(2, Timestamp(10), 50)));
        Assert.Equal(100, Milliseconds(book.Take(2, Timestamp(20), 50)));
        Assert.Equal(1050, Milliseconds(book.Take(2, Timestamp(1000), 50)));
    }

    [Fact]
    public async Task A_server_with_one_slot_takes_at_least_the_sum_of_its_transactions()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { LatencyTransactionMs = 30, MaxTransactions = 1 });
        using var connection = await Execution.Load.ConnectAsync(server);
        var started = Stopwatch.GetTimestamp();

        await Execution.Load.RunAsync(connection, Execution.Plans.Counted(6) with { ClientCount = 6 });

        Assert.True(Stopwatch.GetElapsedTime(started).TotalMilliseconds >= 6 * 30);
    }

    private static long Timestamp(double milliseconds) => (long)(milliseconds * Stopwatch.Frequency / 1000);

    private static double Milliseconds(long timestamp) => timestamp * 1000.0 / Stopwatch.Frequency;
}
