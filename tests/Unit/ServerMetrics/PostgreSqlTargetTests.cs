using EdFi.BatchPerf.ServerMetrics.PostgreSql;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

public sealed class PostgreSqlTargetTests
{
    [Theory]
    [InlineData("hunter2")]
    [InlineData("Password=hunter2")]
    [InlineData("Host=db;Port=hunter2")]
    [InlineData("Host=db;Pasword=hunter2")]
    [InlineData("postgresql://me:hunter2@db/edfi")]
    public void What_cannot_be_read_is_refused_without_being_shown(string text)
    {
        var problem = Assert.Throws<BatchPerfException>(() => PostgreSqlTarget.Parse(text));

        Assert.Equal(("ConnectionStringInvalid", ProblemKind.InvalidInput), (problem.ErrorId, problem.Problem));
        Assert.DoesNotContain("hunter2", problem.ToString() + problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_shows_where_it_is_and_nothing_else()
    {
        Assert.Equal("db:5433/edfi", PostgreSqlTarget.Parse("Host=db;Port=5433;Database=edfi;Username=me;Password=hunter2").ToString());
    }

    [Fact]
    public async Task A_server_that_is_not_there_cannot_be_reached()
    {
        var target = PostgreSqlTarget.Parse("Host=/nowhere/at/all;Username=me;Password=hunter2");

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => PostgreSqlProbe.OpenAsync(target, CancellationToken.None));

        Assert.Equal(("PostgreSqlUnreachable", ProblemKind.Connection), (problem.ErrorId, problem.Problem));
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, "pg_wal_lsn_diff", "pg_stat_bgwriter", 2)]
    [InlineData(14, "wal_sync::", "pg_stat_bgwriter", 1)]
    [InlineData(15, "wal_sync::", "pg_stat_bgwriter", 1)]
    [InlineData(16, "wal_sync::", "pg_stat_io", 0)]
    [InlineData(17, "wal_sync::", "pg_stat_io", 0)]
    [InlineData(18, "wal_fpi::", "object = 'wal'", 0)]
    public void Each_version_is_asked_for_what_it_has(int version, string wal, string files, int gaps)
    {
        var sources = StatisticsSources.For(version);

        Assert.Contains(wal, sources[1].Sql, StringComparison.Ordinal);
        Assert.Contains(files, sources[2].Sql, StringComparison.Ordinal);
        Assert.Equal(version is >= 14 and < 18, sources[1].Sql.Contains("WalSyncs", StringComparison.Ordinal));
        Assert.Equal(version >= 18, sources[2].Sql.Contains("WalSyncs", StringComparison.Ordinal));
        Assert.Equal(gaps, StatisticsSources.Gaps(version).Count());
    }
}
