using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

public class OperationLedgerTests
{
    private readonly MetricsAccumulator _metrics = new(1);

    [Fact]
    public void A_failure_rolls_back_what_came_before_and_leaves_the_rest_unattempted()
    {
        _metrics.Record(Samples.FailedAt(1, operations: 3), Samples.Triples(1));

        Assert.Collection(
            _metrics.LedgerRows(),
            static r => Assert.Equal((0, OperationKind.Create, 1, 0, 0), (r.Position, r.Op, r.RolledBack, r.Failed, r.NotAttempted)),
            static r => Assert.Equal((1, OperationKind.Update, 0, 1, 0), (r.Position, r.Op, r.RolledBack, r.Failed, r.NotAttempted)),
            static r => Assert.Equal((2, OperationKind.Delete, 0, 0, 1), (r.Position, r.Op, r.RolledBack, r.Failed, r.NotAttempted)));
    }

    [Fact]
    public void A_failure_that_does_not_say_where_leaves_all_unknown()
    {
        var result = new BatchResult
        {
            RunId = "r", Scenario = "s", Name = "students-batch-1", Resource = "students", Phase = RunPhase.Measured, ErrorKind = ErrorKind.Conflict,
            OperationCount = 3, OperationsRolledBack = 1, OperationsFailed = 1, OperationsNotAttempted = 1, FailedIndex = null,
        };

        _metrics.Record(result, Samples.Triples(1));

        Assert.Equal((3, 3), (_metrics.Totals.OperationsSent, _metrics.Totals.OperationsUnknown));
    }

    [Fact]
    public void Counts_that_do_not_add_up_leave_all_unknown()
    {
        var result = new BatchResult { RunId = "r", Scenario = "s", Name = "n", Resource = "students", Phase = RunPhase.Measured, OperationCount = 3, OperationsCommitted = 2 };

        _metrics.Record(result);

        Assert.Equal((3, 3, 0), (_metrics.Totals.OperationsSent, _metrics.Totals.OperationsUnknown, _metrics.Totals.OperationsCommitted));
    }

    [Fact]
    public void Triples_through_single_resources_may_commit_in_part()
    {
        var result = new BatchResult
        {
            RunId = "r", Scenario = "s", Name = "students", Resource = "students", Phase = RunPhase.Measured, TestType = TestType.Volume, ErrorKind = ErrorKind.Timeout,
            OperationCount = 3, OperationsCommitted = 1, OperationsUnknown = 1, OperationsNotAttempted = 1,
        };

        _metrics.Record(result, Samples.Triples(1));

        Assert.Equal([OperationKind.Create, OperationKind.Update, OperationKind.Delete], _metrics.LedgerRows().Select(static r => r.Op!.Value));
        Assert.Equal([1L, 0, 0], _metrics.LedgerRows().Select(static r => r.Committed));
        Assert.Equal([0L, 1, 0], _metrics.LedgerRows().Select(static r => r.Unknown));
        Assert.Equal([0L, 0, 1], _metrics.LedgerRows().Select(static r => r.NotAttempted));
    }

    [Fact]
    public void Every_row_and_the_total_add_up_under_random_outcomes()
    {
        var random = new Random(7);
        var expected = new Dictionary<(int Position, OperationState State), long>();
        for (var batch = 0; batch < 5_000; batch++)
        {
            var failed = random.Next(30);
            var (result, stateAt) = random.Next(4) switch
            {
                0 => (Samples.Committed(phase: (RunPhase)random.Next(4)), (Func<int, OperationState>)(static _ => OperationState.Committed)),
                1 => (Samples.Unknown(phase: (RunPhase)random.Next(4)), static _ => OperationState.Unknown),
                2 => (Samples.NotAttempted(), static _ => OperationState.NotAttempted),
                _ => (Samples.FailedAt(failed), i => i < failed ? OperationState.RolledBack : i == failed ? OperationState.Failed : OperationState.NotAttempted),
            };
            _metrics.Record(result, Samples.Triples(10));
            for (var position = 0; position < 30; position++)
            {
                var key = (position, stateAt(position));
                expected[key] = expected.GetValueOrDefault(key) + 1;
            }
        }

        var ledger = _metrics.Ledger();
        Assert.Equal(30, ledger.Rows.Count);
        Assert.All(ledger.Rows, row =>
        {
            Assert.Equal(5_000, row.Sent);
            Assert.Equal(
                (Of(row, OperationState.Committed), Of(row, OperationState.RolledBack), Of(row, OperationState.Failed), Of(row, OperationState.NotAttempted), Of(row, OperationState.Unknown)),
                (row.Committed, row.RolledBack, row.Failed, row.NotAttempted, row.Unknown));
        });
        Assert.All(ledger.Rows, AssertEquation);
        Assert.Equal(150_000, ledger.Rows.Sum(static r => r.Sent));

        long Of(OperationLedgerRow row, OperationState state) => expected.GetValueOrDefault((row.Position!.Value, state));
    }

    [Fact]
    public async Task Every_snapshot_adds_up_while_others_record()
    {
        var shape = Samples.Triples(10);
        var metrics = new MetricsAccumulator(2);
        var recording = Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                metrics.Record(i % 3 == 0 ? Samples.FailedAt((i + thread) % 30) : Samples.Committed(), shape);
            }
        })));
        while (!recording.IsCompleted)
        {
            Assert.All(metrics.LedgerRows(), AssertEquation);
            var totals = metrics.Totals;
            Assert.Equal(totals.Batches, totals.Succeeded + totals.Failed + totals.Canceled);
            Assert.True(totals.Succeeded >= 0);
        }

        await recording;
        Assert.Equal((80_000, 80_000 * 30), (metrics.Totals.Batches, metrics.Totals.OperationsSent));
    }

    [Fact]
    public void Without_a_shape_positions_are_known_and_operations_are_not()
    {
        _metrics.Record(Samples.FailedAt(2, operations: 3));

        Assert.All(_metrics.LedgerRows(), static r => Assert.True(r.Op is null && r.Resource is null));
        Assert.Equal([0L, 0, 1], _metrics.LedgerRows().Select(static r => r.Failed));
    }

    [Fact]
    public void Equal_shapes_are_one_and_different_ones_under_one_name_stay_apart()
    {
        _metrics.Record(Samples.Committed(operations: 3), Samples.Triples(1));
        _metrics.Record(Samples.Committed(operations: 3), Samples.Triples(1));
        _metrics.Record(Samples.Committed(operations: 3), Samples.Triples(1, "sections"));

        Assert.Equal([1L, 2, 1, 2, 1, 2], _metrics.LedgerRows().Select(static r => r.Sent));
        Assert.Equal(["sections", "students"], _metrics.LedgerRows().Take(2).Select(static r => r.Resource));
    }

    private static void AssertEquation(OperationLedgerRow row) =>
        Assert.Equal(row.Sent, row.Committed + row.RolledBack + row.Failed + row.NotAttempted + row.Unknown);
}
