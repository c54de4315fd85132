using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Unit.Execution;
using Npgsql;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>What can be seen of a real PostgreSQL, by whom, and what happens when it cannot.</summary>
[Collection(PostgreSqlGroup.Name)]
public sealed class PostgreSqlProbeTests(PostgreSqlCluster cluster)
{
    [PostgreSqlFact]
    public async Task A_session_that_waits_for_a_lock_is_seen()
    {
        await cluster.ExecuteAsync("DROP TABLE IF EXISTS waited; CREATE TABLE waited AS SELECT 1 AS id");
        await using var probe = await OpenAsync(cluster.ConnectionString);
        await using var holder = await cluster.ConnectAsync();
        await using var waiter = await cluster.ConnectAsync();
        await new NpgsqlCommand("BEGIN; LOCK TABLE waited", holder).ExecuteNonQueryAsync();
        var waiting = new NpgsqlCommand("SELECT * FROM waited", waiter).ExecuteNonQueryAsync();
        while (await ValueAsync(probe, "SessionsWaitingForLocks") < 1)
        {
            await Task.Delay(5).WaitAsync(Load.Bound);
        }

        Assert.Equal((1, 1), (await ValueAsync(probe, "SessionsWaitingForLocks"), await ValueAsync(probe, "ActiveSessions")));
        await new NpgsqlCommand("COMMIT", holder).ExecuteNonQueryAsync();
        await waiting;
        Assert.Equal(0, await ValueAsync(probe, "SessionsWaitingForLocks"));
    }

    [PostgreSqlFact]
    public async Task Nothing_can_be_written()
    {
        await using var session = new PostgreSqlSession(PostgreSqlTarget.Parse(cluster.ConnectionString));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.ReadAsync(["CREATE TABLE written (id int)"], CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [PostgreSqlFact]
    public async Task A_login_without_rights_sees_less_and_is_told_so()
    {
        await cluster.ExecuteAsync("DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN PASSWORD 'plain-word'; REVOKE SELECT ON pg_stat_wal FROM PUBLIC");
        await using var probe = await OpenAsync(cluster.For("plain", "plain-word"));
        await cluster.ExecuteAsync("GRANT SELECT ON pg_stat_wal TO PUBLIC");

        var names = (await probe.ReadAsync(CancellationToken.None)).Select(static r => r.Name).ToList();
        Assert.Contains("Commits", names);
        Assert.DoesNotContain("WalBytes", names);
        Assert.Contains(probe.Notes, static n => n.Contains("pg_read_all_stats", StringComparison.Ordinal));
        Assert.Contains(probe.Notes, static n => n.Contains("does not tell about write-ahead log", StringComparison.Ordinal) && n.Contains("pg_stat_wal", StringComparison.Ordinal));
    }

    [PostgreSqlFact]
    public async Task A_login_with_pg_monitor_has_all_rights_that_are_needed()
    {
        await cluster.ExecuteAsync("DROP ROLE IF EXISTS monitor; CREATE ROLE monitor LOGIN PASSWORD 'plain-word' IN ROLE pg_monitor");
        await using var probe = await OpenAsync(cluster.For("monitor", "plain-word"));

        Assert.DoesNotContain(probe.Notes, static n => n.Contains("rights", StringComparison.Ordinal));
    }

    [PostgreSqlFact]
    public async Task A_connection_that_broke_is_made_again()
    {
        await using var probe = await OpenAsync(cluster.ConnectionString);
        await cluster.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'EdFi.BatchPerf'");

        await Assert.ThrowsAnyAsync<Exception>(() => probe.ReadAsync(CancellationToken.None));

        Assert.True(await ValueAsync(probe, "Commits") > 0);
    }

    [PostgreSqlFact]
    public async Task The_queries_for_older_versions_can_still_be_asked()
    {
        await using var session = new PostgreSqlSession(PostgreSqlTarget.Parse(cluster.ConnectionString));
        foreach (var source in new[] { 13, 14 }.SelectMany(StatisticsSources.For))
        {
            await session.OpenAsync(CancellationToken.None);
            if (session.Version < 17 || !source.Sql.Contains("pg_stat_bgwriter", StringComparison.Ordinal))
            {
                Assert.All((await session.ReadAsync([source.Sql], CancellationToken.None))[0], static c => Assert.IsType<double>(c.Value));
            }
        }
    }

    [PostgreSqlFact]
    public async Task A_wrong_password_is_a_problem_of_its_own_and_is_not_shown()
    {
        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => OpenAsync(cluster.For("tester", "wrong-and-secret")));

        Assert.Equal(("PostgreSqlRefused", ProblemKind.Authentication), (problem.ErrorId, problem.Problem));
        Assert.DoesNotContain("wrong-and-secret", problem.ToString() + problem.NextStep, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => OpenAsync(cluster.For("tester", PostgreSqlCluster.Password, "nowhere")));

        Assert.Equal("PostgreSqlDatabaseNotFound", problem.ErrorId);
        Assert.Contains("nowhere", problem.Message, StringComparison.Ordinal);
    }

    private static Task<PostgreSqlProbe> OpenAsync(string connectionString) => PostgreSqlProbe.OpenAsync(PostgreSqlTarget.Parse(connectionString), CancellationToken.None);

    private static async Task<double> ValueAsync(PostgreSqlProbe probe, string name) => (await probe.ReadAsync(CancellationToken.None)).Single(r => r.Name == name).Value;
}
