namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>A test against a real PostgreSQL; skipped, and seen to be, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlCluster.Binaries is null)
        {
            Skip = "No PostgreSQL is installed here (initdb on PATH or in /usr/lib/postgresql/*/bin).";
        }
    }
}
