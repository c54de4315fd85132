using Npgsql;

namespace EdFi.BatchPerf.ServerMetrics.PostgreSql;

/// <summary>
/// Address of a database, with credentials. Texts about it, and about its problems, never show the connection string, which holds a
/// password.
/// </summary>
internal sealed class PostgreSqlTarget
{
    private const int CommandTimeoutSeconds = 5;
    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgreSqlTarget(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>Reads a connection string as Npgsql, and so the DMS, writes it.</summary>
    /// <exception cref="BatchPerfException"><c>ConnectionStringInvalid</c>.</exception>
    public static PostgreSqlTarget Parse(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception)
        {
            // Its message, and those of its causes, can quote the text, and with it the password.
            throw Invalid("cannot be read");
        }

        if (string.IsNullOrWhiteSpace(settings.Host))
        {
            throw Invalid("names no host");
        }

        if (settings.Host.Contains('@', StringComparison.Ordinal))
        {
            throw Invalid("has an @ in its host, as URLs with a password have");
        }

        settings.Pooling = false;
        settings.ApplicationName = "EdFi.BatchPerf";
        settings.CommandTimeout = CommandTimeoutSeconds;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
        settings.Enlist = false;
        return new PostgreSqlTarget(settings);
    }

    /// <summary>Host, port and database.</summary>
    public override string ToString() => $"{_settings.Host}:{_settings.Port}/{_settings.Database ?? _settings.Username}";

    /// <summary>Makes connections that ask nothing of the server by themselves: numbers and texts need no types to be loaded.</summary>
    internal NpgsqlDataSource Connections() =>
        new NpgsqlDataSourceBuilder(_settings.ConnectionString)
            .ConfigureTypeLoading(static types => types.EnableTypeLoading(false))
            .Build();

    private static BatchPerfException Invalid(string problem) => new(
        "ConnectionStringInvalid",
        ProblemKind.InvalidInput,
        $"The PostgreSQL connection string {problem}; it is not shown here, because it holds a password.",
        "Write it like Host=db.example.org;Port=5432;Database=edfi_datamanagementservice;Username=monitor;Password=…, as the DMS has it.");
}
