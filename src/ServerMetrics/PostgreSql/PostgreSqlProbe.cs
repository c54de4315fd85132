using EdFi.BatchPerf.Servers;
using Npgsql;

namespace EdFi.BatchPerf.ServerMetrics.PostgreSql;

/// <summary>
/// Probe of a PostgreSQL database: reads the database's costs from its statistics views, and never writes. The work of every session is in
/// them, not only that of the load. Its own transactions are taken out of the commits.
/// </summary>
internal sealed class PostgreSqlProbe : IServerProbe
{
    private const string ForceFlush = "SELECT pg_stat_force_next_flush()::text";

    /// <summary>
    /// From here on a session that idles keeps its last counts to itself for up to ten seconds (PGSTAT_IDLE_INTERVAL in its source).
    /// </summary>
    private const int IdleSessionsFlush = 15;
    private const string Unflushed = """
        SELECT count(*)::float8 AS "Sessions" FROM pg_catalog.pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle%'
            AND state_change > clock_timestamp() - interval '10.2 s'
        """;

    private const string Settings = """
        SELECT current_setting('fsync') AS fsync, current_setting('wal_sync_method') AS method,
            current_setting('synchronous_commit') AS commit,
               pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')::text AS monitor
        """;

    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly PostgreSqlSession _session;
    private readonly List<string> _notes = [];
    private readonly List<StatisticsSource> _sources = [];
    private bool _seesAll;

    private PostgreSqlProbe(PostgreSqlSession session) => _session = session;

    /// <inheritdoc/>
    public string Source => "PostgreSql";

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Connects, and finds out which figures this server and this login show.</summary>
    /// <exception cref="BatchPerfException"><c>PostgreSqlUnreachable</c>, <c>PostgreSqlRefused</c>, <c>PostgreSqlDatabaseNotFound</c>,
    /// <c>PostgreSqlFailed</c>.</exception>
    public static async Task<PostgreSqlProbe> OpenAsync(PostgreSqlTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var session = new PostgreSqlSession(target);
        try
        {
            await session.OpenAsync(cancellationToken);
            var probe = new PostgreSqlProbe(session);
            await probe.LearnAsync(cancellationToken);
            return probe;
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException
                or InvalidOperationException)
        {
            await session.DisposeAsync();
            throw PostgreSqlErrors.Of(exception, target);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken)
    {
        var own = _session.Commits;
        var queries = _sources.Select(static s => s.Sql);
        var rows = await _session.ReadAsync(CanFlush ? queries.Append(ForceFlush) : queries, cancellationToken);
        var readings = new List<ServerReading>();
        foreach (var (source, row) in _sources.Zip(rows))
        {
            readings.AddRange(
                row.Where(static c => c.Value is double).Select(c => new ServerReading(c.Name, (double)c.Value!, source.Accumulates)));
        }

        return WithTransactions(readings, own);
    }

    /// <inheritdoc/>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_session.Version < IdleSessionsFlush || !_seesAll)
        {
            await Task.Delay(_session.Version < IdleSessionsFlush ? Lag : Lag * 11, cancellationToken);
            return;
        }

        while (await CountUnflushedAsync(cancellationToken) > 0)
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private bool CanFlush => _session.Version >= IdleSessionsFlush;

    /// <summary>
    /// Own transactions are those before this reading: each forces its count out when it ends, so that all of them are in the database's.
    /// </summary>
    private static List<ServerReading> WithTransactions(List<ServerReading> readings, long own)
    {
        var commits = readings.FindIndex(static r => r.Name == "Commits");
        if (commits < 0)
        {
            return readings;
        }

        readings[commits] = readings[commits] with { Value = readings[commits].Value - own };
        var both = readings[commits].Value + readings.Find(static r => r.Name == "Rollbacks").Value;
        return [new ServerReading("Transactions", both, Accumulates: true), .. readings];
    }

    /// <summary>
    /// Asks everything else as well: a transaction that hardly touches anything keeps its own count to itself, forced or not, and would be
    /// missed.
    /// </summary>
    private async Task<double> CountUnflushedAsync(CancellationToken cancellationToken)
    {
        var rows = await _session.ReadAsync([.. _sources.Select(static s => s.Sql), Unflushed, ForceFlush], cancellationToken);
        return rows[_sources.Count] is [(_, double count), ..] ? count : 0;
    }

    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        var settings = (await _session.ReadAsync([Settings], cancellationToken))[0]
            .ToDictionary(static c => c.Name, static c => c.Value as string ?? "", StringComparer.Ordinal);
        _seesAll = settings["monitor"] == "true";
        _notes.AddRange(StatisticsSources.Gaps(_session.Version));
        if (!_seesAll)
        {
            _notes.Add(
                "The login has not the rights of pg_read_all_stats (pg_monitor has them): ActiveSessions and "
                    + "SessionsWaitingForWal see its own role's sessions only.");
        }

        if (settings["fsync"] != "on" || settings["method"].StartsWith("open_", StringComparison.Ordinal))
        {
            _notes.Add(
                $"The server counts no syncs of its write-ahead log: fsync is {settings["fsync"]}, wal_sync_method is "
                    + $"{settings["method"]}.");
        }

        if (settings["commit"] == "off")
        {
            _notes.Add("synchronous_commit is off: a commit does not wait for the disk, and syncs are not one for each commit.");
        }

        foreach (var source in StatisticsSources.For(_session.Version))
        {
            await TryAsync(source, cancellationToken);
        }
    }

    private async Task TryAsync(StatisticsSource source, CancellationToken cancellationToken)
    {
        try
        {
            await _session.ReadAsync(CanFlush ? [source.Sql, ForceFlush] : [source.Sql], cancellationToken);
            _sources.Add(source);
        }
        catch (PostgresException exception) when (PostgreSqlErrors.IsGap(exception))
        {
            _notes.Add(
                $"PostgreSQL {_session.Version} does not tell about {source.Title}: {exception.MessageText} ({exception.SqlState}).");
        }
    }
}
