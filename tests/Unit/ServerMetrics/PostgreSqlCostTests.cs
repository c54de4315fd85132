using Npgsql;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>What a test told a real PostgreSQL to do is what is found.</summary>
[Collection(PostgreSqlGroup.Name)]
public sealed class PostgreSqlCostTests(PostgreSqlCluster cluster)
{
    [PostgreSqlFact]
    public async Task Transactions_and_rows_are_found_as_they_were_told()
    {
        await cluster.ExecuteAsync("DROP TABLE IF EXISTS told; CREATE TABLE told (id int, name text)");
        var costs = await Metered.CostsAsync(cluster, async () =>
        {
            await using var connection = await cluster.ConnectAsync();
            for (var i = 0; i < 40; i++)
            {
                await RunAsync(connection, "INSERT INTO told SELECT g, 'x' FROM generate_series(1, 5) g");
            }

            await RunAsync(connection, "UPDATE told SET name = 'y' WHERE id <= 2");
            await RunAsync(connection, "DELETE FROM told WHERE id = 1");
            await RunAsync(connection, "BEGIN; INSERT INTO told VALUES (9); ROLLBACK");
            return (Operations: 200, Batches: 42);
        });

        Assert.Equal((43, 1, 44), (costs.Of("Commits").Total, costs.Of("Rollbacks").Total, costs.Of("Transactions").Total)); // a session that begins is a transaction, too
        Assert.Equal((201, 80, 40), (costs.Of("RowsInserted").Total, costs.Of("RowsUpdated").Total, costs.Of("RowsDeleted").Total)); // rows that were rolled back were inserted, too
        Assert.Equal((43 / 200.0, 43 / 42.0, 4.3), (costs.Of("Commits").PerOperation, costs.Of("Commits").PerBatch, costs.Of("Commits").PerSecond));
        Assert.True(costs.Of("WalSyncs").Total >= 42, $"Each of 42 commits waits for the disk, but there were {costs.Of("WalSyncs").Total} syncs.");
        Assert.True(costs.Of("WalRecords").Total >= 200 + 80 + 40 + 42, $"{costs.Of("WalRecords").Total} records");
        Assert.True(costs.Of("WalBytes").PerOperation > 50, $"{costs.Of("WalBytes").PerOperation} bytes of log for a row");
        Assert.True(costs.Of("BlocksHit").Total > 0);
        Assert.Equal(0, costs.Of("Deadlocks").Total);
        Assert.All(costs, static c => Assert.Equal(("PostgreSql", 200L, 42L), (c.Source, c.Operations, c.Batches)));
    }

    [PostgreSqlFact]
    public async Task The_readings_themselves_are_not_counted()
    {
        var costs = await Metered.CostsAsync(cluster, static () => Task.FromResult((1L, 1L)));

        Assert.Equal((0, 0, 0), (costs.Of("Commits").Total, costs.Of("Rollbacks").Total, costs.Of("WalBytes").Total));
    }

    [PostgreSqlFact]
    public async Task A_session_that_begins_is_a_transaction()
    {
        var costs = await Metered.CostsAsync(cluster, async () =>
        {
            await using var connection = await cluster.ConnectAsync();
            return (1, 1);
        });

        Assert.Equal(1, costs.Of("Commits").Total);
    }

    [PostgreSqlFact]
    public async Task Batching_is_seen_to_amortise_the_commit()
    {
        await cluster.ExecuteAsync("DROP TABLE IF EXISTS batched; CREATE TABLE batched (id int)");
        var one = await InsertAsync(batches: 60, size: 1);
        var thirty = await InsertAsync(batches: 2, size: 30);

        Assert.Equal((61 / 60.0, 3 / 60.0), (one.Of("Commits").PerOperation!.Value, thirty.Of("Commits").PerOperation!.Value)); // one of them is the session itself
        Assert.True(thirty.Of("WalSyncs").PerOperation < one.Of("WalSyncs").PerOperation / 5, "fewer syncs for an operation");
        Assert.True(thirty.Of("WalBytes").PerOperation < one.Of("WalBytes").PerOperation, "fewer bytes of log for an operation");
    }

    [PostgreSqlFact]
    public async Task A_deadlock_is_found()
    {
        await cluster.ExecuteAsync("DROP TABLE IF EXISTS locked; CREATE TABLE locked AS SELECT g AS id, 0 AS n FROM generate_series(1, 2) g");
        var costs = await Metered.CostsAsync(cluster, async () =>
        {
            await using var first = await cluster.ConnectAsync();
            await using var second = await cluster.ConnectAsync();
            await RunAsync(first, "BEGIN; UPDATE locked SET n = 1 WHERE id = 1");
            await RunAsync(second, "BEGIN; UPDATE locked SET n = 1 WHERE id = 2");
            var both = Task.WhenAll(RunAsync(first, "UPDATE locked SET n = 1 WHERE id = 2"), RunAsync(second, "UPDATE locked SET n = 1 WHERE id = 1"));
            Assert.Equal(PostgresErrorCodes.DeadlockDetected, (await Assert.ThrowsAsync<PostgresException>(() => both)).SqlState);
            return (2, 2);
        });

        Assert.Equal(1, costs.Of("Deadlocks").Total);
    }

    private async Task<IReadOnlyList<ServerCost>> InsertAsync(int batches, int size) => await Metered.CostsAsync(cluster, async () =>
    {
        await using var connection = await cluster.ConnectAsync();
        for (var i = 0; i < batches; i++)
        {
            await RunAsync(connection, "BEGIN;" + string.Concat(Enumerable.Repeat("INSERT INTO batched VALUES (1);", size)) + "COMMIT");
        }

        return (batches * size, batches);
    });

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
