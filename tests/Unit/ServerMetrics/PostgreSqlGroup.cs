namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>Tests that share one PostgreSQL and must not count each other's work.</summary>
[CollectionDefinition(Name)]
public sealed class PostgreSqlGroup : ICollectionFixture<PostgreSqlCluster>
{
    public const string Name = "PostgreSQL";
}
