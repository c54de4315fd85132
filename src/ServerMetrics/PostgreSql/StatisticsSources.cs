namespace EdFi.BatchPerf.ServerMetrics.PostgreSql;

/// <summary>
/// Queries of the statistics for each version of PostgreSQL. Source: "The Cumulative Statistics System" in the manuals of 13 to 18. Counts
/// of transactions, rows and blocks are those of the database; write-ahead log, files and their syncs are those of the whole server.
/// </summary>
internal static class StatisticsSources
{
    private const string Database = """
        SELECT xact_commit::float8 AS "Commits", xact_rollback::float8 AS "Rollbacks",
               tup_inserted::float8 AS "RowsInserted", tup_updated::float8 AS "RowsUpdated", tup_deleted::float8 AS "RowsDeleted",
               blks_hit::float8 AS "BlocksHit", blks_read::float8 AS "BlocksRead",
               temp_bytes::float8 AS "TempBytes", deadlocks::float8 AS "Deadlocks"
        FROM pg_catalog.pg_stat_database WHERE datname = current_database()
        """;

    // Version 13 has no view for it, but a position in the log: the bytes between two of them were written.
    private const string WalPosition = """
        SELECT pg_wal_lsn_diff(
                CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_insert_lsn() END,
                '0/0')::float8 AS "WalBytes"
        """;

    private const string WalWithSyncs = """
        SELECT wal_bytes::float8 AS "WalBytes", wal_records::float8 AS "WalRecords",
            wal_fpi::float8 AS "WalFullPageImages", wal_sync::float8 AS "WalSyncs"
        FROM pg_catalog.pg_stat_wal
        """;

    private const string Wal = """
        SELECT wal_bytes::float8 AS "WalBytes", wal_records::float8 AS "WalRecords", wal_fpi::float8 AS "WalFullPageImages"
        FROM pg_catalog.pg_stat_wal
        """;

    private const string Writer = """
        SELECT (buffers_checkpoint + buffers_clean + buffers_backend)::float8 AS "BlocksWritten" FROM pg_catalog.pg_stat_bgwriter
        """;

    private const string Files = """
        SELECT sum(writes)::float8 AS "BlocksWritten", sum(fsyncs)::float8 AS "DataSyncs" FROM pg_catalog.pg_stat_io
        """;

    private const string FilesAndWal = """
        SELECT (sum(write_bytes) FILTER (WHERE object <> 'wal') / current_setting('block_size')::int)::float8 AS "BlocksWritten",
               (sum(fsyncs) FILTER (WHERE object <> 'wal'))::float8 AS "DataSyncs",
               (sum(fsyncs) FILTER (WHERE object = 'wal'))::float8 AS "WalSyncs"
        FROM pg_catalog.pg_stat_io
        """;

    // Names of wait events changed their letters with version 17.
    private const string Sessions = """
        SELECT (count(*) FILTER (WHERE state = 'active'))::float8 AS "ActiveSessions",
               (count(*) FILTER (
                   WHERE state = 'active' AND lower(wait_event) IN ('walsync', 'walwrite')))::float8 AS "SessionsWaitingForWal"
        FROM pg_catalog.pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        """;

    private const string Locks = """
        SELECT count(DISTINCT l.pid)::float8 AS "SessionsWaitingForLocks"
        FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE NOT l.granted AND a.datname = current_database()
        """;

    /// <summary>The queries for a major version.</summary>
    public static IReadOnlyList<StatisticsSource> For(int version) =>
    [
        new("transactions, rows and blocks", Database),
        new("write-ahead log", version switch { < 14 => WalPosition, < 18 => WalWithSyncs, _ => Wal }),
        new("blocks written and syncs of files", version switch { < 16 => Writer, < 18 => Files, _ => FilesAndWal }),
        new("sessions at work", Sessions, Accumulates: false),
        new("sessions that wait for locks", Locks, Accumulates: false),
    ];

    /// <summary>Returns the figures that a major version does not have, a sentence each.</summary>
    public static IEnumerable<string> Gaps(int version)
    {
        if (version < 14)
        {
            yield return $"PostgreSQL {version} counts neither records nor syncs of its write-ahead log (14 and later do); its bytes "
                + "are taken from the log's positions.";
        }

        if (version < 16)
        {
            yield return $"PostgreSQL {version} does not count the syncs of data files (16 and later do): DataSyncs is missing.";
        }
    }
}
