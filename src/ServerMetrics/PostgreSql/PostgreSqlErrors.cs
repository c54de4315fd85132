using Npgsql;

namespace EdFi.BatchPerf.ServerMetrics.PostgreSql;

/// <summary>Texts for a database that could not be queried; they hold no secret.</summary>
internal static class PostgreSqlErrors
{
    public static BatchPerfException Of(Exception exception, PostgreSqlTarget target) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification } refused => new BatchPerfException(
            "PostgreSqlRefused",
            ProblemKind.Authentication,
            $"PostgreSQL at {target} refuses the login: {refused.MessageText} ({refused.SqlState}).",
            "Check user name and password of the connection string, and what pg_hba.conf allows from this machine.",
            exception),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing => new BatchPerfException(
            "PostgreSqlDatabaseNotFound",
            ProblemKind.InvalidInput,
            $"PostgreSQL at {target}: {missing.MessageText} ({missing.SqlState}).",
            "Name the database that the DMS stores its documents in.",
            exception),
        PostgresException other => new BatchPerfException(
            "PostgreSqlFailed",
            ProblemKind.UnexpectedServer,
            $"PostgreSQL at {target} answered: {other.MessageText} ({other.SqlState}).",
            "Give a role that may connect and read the statistics views; pg_monitor has all rights that are needed.",
            exception),
        _ => new BatchPerfException(
            "PostgreSqlUnreachable",
            ProblemKind.Connection,
            $"PostgreSQL at {target} cannot be reached: {exception.Message}",
            "Check host, port and TLS settings of the connection string, and whether this machine may connect.",
            exception),
    };

    /// <summary>True where a view, a column or a right is missing, so that the rest can still be asked.</summary>
    public static bool IsGap(PostgresException exception) => exception.SqlState is
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.ObjectNotInPrerequisiteState
        or PostgresErrorCodes.FeatureNotSupported;
}
