using Npgsql;

namespace EdFi.BatchPerf.ServerMetrics.PostgreSql;

/// <summary>
/// One connection that only reads. Every look is a read-only transaction: of its own, not by a setting of the session, which a connection
/// pooler between here and the server would pass on to other clients.
/// </summary>
internal sealed class PostgreSqlSession(PostgreSqlTarget target) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _connections = target.Connections();
    private NpgsqlConnection? _connection;

    /// <summary>Transactions committed here since the first look; they are in the database's own count.</summary>
    public long Commits { get; private set; }

    /// <summary>The server's major version.</summary>
    public int Version { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return;
        }

        await CloseAsync();
        _connection = await _connections.OpenConnectionAsync(cancellationToken);
        Version = _connection.PostgreSqlVersion.Major;
    }

    /// <summary>Runs queries in one transaction; each must return one row of numbers or texts.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<(string Name, object? Value)>>> ReadAsync(
        IEnumerable<string> queries,
        CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var rows = new List<IReadOnlyList<(string, object?)>>();
        await using var transaction = await _connection!.BeginTransactionAsync(cancellationToken);
        await using (var batch = new NpgsqlBatch(_connection, transaction))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SET TRANSACTION READ ONLY"));
            foreach (var query in queries)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(query));
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            do
            {
                rows.Add(await reader.ReadAsync(cancellationToken) ? Row(reader) : []);
            }
            while (await reader.NextResultAsync(cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        Commits++;
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _connections.DisposeAsync();
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private static List<(string, object?)> Row(NpgsqlDataReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i)))];
}
