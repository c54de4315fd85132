using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>The same triples through the single-resource endpoints, over real sockets.</summary>
public sealed class VolumeRunTests : ConnectedTests
{
    [Fact]
    public async Task A_triple_is_three_requests_by_the_id_that_the_server_gave()
    {
        var load = await RunAsync(Plan(20));
        var results = load.Results;

        Assert.All(results, static r => Assert.Equal((TestType.Volume, true, 1, 1), (r.TestType, r.Success, r.OperationCount, r.OperationsCommitted)));
        Assert.Equal(
            [("DELETE", "/data/ed-fi/students/{id}", 20), ("POST", "/data/ed-fi/students", 20), ("PUT", "/data/ed-fi/students/{id}", 20)],
            results.GroupBy(static r => (r.Method, r.Name)).Select(static g => (g.Key.Method, g.Key.Name, g.Count())).Order());
        Assert.Equal(20, results.Select(static r => (r.Client, r.Sequence)).Distinct().Count());
        Assert.Equal([20, 20, 20], new[] { "POST", "PUT", "DELETE" }.Select(m => (int)Server.Counts().Resources[$"students {m}"]));
        Assert.Equal(0, Server.Counts().Documents.Total);
    }

    [Fact]
    public async Task Metrics_have_a_row_for_each_name_and_method_and_the_time_of_whole_triples()
    {
        var (run, results) = await RunAsync(Plan(20));
        var rows = run.Metrics;

        Assert.Equal([("/data/ed-fi/students", "POST"), ("/data/ed-fi/students/{id}", "DELETE"), ("/data/ed-fi/students/{id}", "PUT"), ("Aggregated", null)], rows.Select(static r => (r.Name, r.Method)));
        Assert.Equal([20L, 20, 20, 60], rows.Select(static r => r.Requests));
        Assert.Equal([null, null, null], rows.Take(3).Select(static r => r.TripleMeanMs));
        var sums = results.GroupBy(static r => (r.Client, r.Sequence)).Select(static g => g.Sum(static r => r.ResponseTimeMs)).ToList();
        Assert.Equal((20L, 60L), (rows[^1].Triples, rows[^1].OperationsCommitted));
        Assert.Equal(sums.Average(), rows[^1].TripleMeanMs!.Value, 0.01);

        var again = new MetricsAccumulator();
        results.ToList().ForEach(r => again.Record(r));
        Assert.Equal(rows[^1].TripleMeanMs, again.Snapshot()[^1].TripleMeanMs);
        Assert.Equal([OperationKind.Create, OperationKind.Update, OperationKind.Delete], run.Ledger.Select(static r => r.Op!.Value));
        Assert.All(run.Ledger, static r => Assert.Equal((20L, 20L), (r.Sent, r.Committed)));
    }

    [Fact]
    public async Task Without_deletes_every_document_stays()
    {
        var (run, results) = await RunAsync(Plan(15) with { DeleteResources = false });

        Assert.Equal((30, 30L), (results.Count, run.Totals.OperationsCommitted));
        Assert.Equal((15L, 2.0), (Server.Counts().Documents.Total, run.Plan.OperationsPerBatch));
    }

    [Fact]
    public async Task Parents_are_created_before_and_deleted_after()
    {
        var keys = new FixtureKeys();
        await FixtureSet.InitializeAsync(Connection.GetResources(), keys);
        var before = Server.Counts().Documents.Total;

        var (run, results) = await RunAsync(Plan(4, "StudentSchoolAssociation") with { ClientCount = 1 });

        Assert.Equal(
            ["POST students", "POST studentSchoolAssociations", "PUT studentSchoolAssociations", "DELETE studentSchoolAssociations", "DELETE students"],
            results.Where(static r => r.Sequence == 1).Select(static r => $"{r.Method} {r.Resource}"));
        Assert.Equal((4L, 20L), (run.Metrics[^1].Triples, run.Totals.OperationsCommitted));
        Assert.Equal(before, Server.Counts().Documents.Total);
    }

    [Fact]
    public async Task A_poisoned_triple_fails_at_its_update_and_leaves_nothing()
    {
        var (run, results) = await RunAsync(Plan(10) with { ClientCount = 1, FailDeliberately = true });

        var failed = Assert.Single(results, static r => !r.Success);
        Assert.Equal(("PUT", ErrorKind.NotFound, 404, 1, 0), (failed.Method, failed.ErrorKind, failed.StatusCode, failed.OperationsFailed, failed.FailedIndex));
        Assert.Equal((10L, "PUT"), (failed.Sequence, Assert.Single(run.Errors).Method));
        Assert.Equal((29L, 1L), (run.Totals.OperationsCommitted, run.Totals.Failed));
        Assert.Equal(0, Server.Counts().Documents.Total);
    }

    [Fact]
    public async Task What_could_not_be_created_is_neither_updated_nor_deleted()
    {
        Server.Change(static o => o with { Forbid = "students" });
        var (run, results) = await RunAsync(Plan(6));

        Assert.All(results, static r => Assert.Equal(("POST", ErrorKind.Forbidden, 1), (r.Method, r.ErrorKind, r.OperationsFailed)));
        Assert.Equal((6L, 6L), (run.Totals.Batches, run.Metrics[^1].Triples));
    }

    [Fact]
    public async Task A_server_that_fails_leaves_the_operation_unknown()
    {
        Server.Change(static o => o with { Database = DatabaseState.Down });
        var (run, _) = await RunAsync(Plan(4));

        Assert.Equal((4L, 4L), (run.Totals.OperationsSent, run.Totals.OperationsUnknown));
    }

    [Fact]
    public async Task A_planned_end_lets_triples_that_were_begun_come_to_theirs()
    {
        Server.Change(static o => o with { LatencyTransactionMs = 20 });
        var (run, results) = await RunAsync(Plan(1) with { BatchCount = null, Duration = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(StopReason.Duration, run.StopReason);
        Assert.All(results.GroupBy(static r => (r.Client, r.Sequence)), static g => Assert.Equal(3, g.Count()));
        Assert.Equal(0, Server.Counts().Documents.Total);
        Assert.Equal(run.Metrics[^1].Requests, 3 * run.Metrics[^1].Triples);
    }

    [Fact]
    public async Task The_stop_timeout_of_a_counted_run_begins_with_its_last_triple_not_with_so_many_requests()
    {
        var (run, results) = await RunAsync(Plan(3) with { ClientCount = 1, StopTimeout = TimeSpan.Zero });

        Assert.Equal(StopReason.BatchCount, run.StopReason);
        Assert.Equal([3, 3], results.Where(static r => r.Sequence < 3).GroupBy(static r => r.Sequence).Select(static g => g.Count(static r => r.Success)));
        Assert.Contains(results, static r => r.Sequence == 3);
    }

    [Fact]
    public async Task Arrivals_are_triples()
    {
        var (run, results) = await RunAsync(Plan(10) with { ArrivalRate = 200 });

        Assert.Equal((10L, 30), (run.ScheduledArrivals, results.Count));
        Assert.All(results.Where(static r => r.Method != "POST"), static r => Assert.Equal(r.ServiceTimeMs, r.ResponseTimeMs));
    }

    private static RunPlan Plan(long triples, string scenario = "students") => new()
    {
        TestType = TestType.Volume,
        DeleteResources = true,
        Scenarios = [new ScenarioShare(new ScenarioFactory(new ScenarioCatalog()).Create([scenario], new ScenarioOptions { OneByOne = true, PoolSize = 16 })[0])],
        ClientCount = 2,
        SpawnRate = 1_000_000,
        BatchCount = triples,
    };

    private async Task<(BatchRun Run, IReadOnlyList<BatchResult> Results)> RunAsync(RunPlan plan)
    {
        var load = Load.Start(Connection, plan);
        await load.Completion.WaitAsync(Load.Bound);
        var results = new List<BatchResult>();
        while (load.Results!.TryRead(out var result))
        {
            results.Add(result);
            Assert.Equal(1, result.OperationsCommitted + result.OperationsFailed + result.OperationsNotAttempted + result.OperationsUnknown);
        }

        Assert.Equal((0, results.Count), (load.Run.InFlight, load.Run.Totals.Batches));
        return (load.Run, results);
    }
}
