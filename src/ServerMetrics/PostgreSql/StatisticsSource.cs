namespace EdFi.BatchPerf.ServerMetrics.PostgreSql;

/// <summary>One query of the statistics views: a row whose columns are figures by name, all of them double precision.</summary>
/// <param name="Title">Name of the figures, for the note that they are missing when the query fails.</param>
/// <param name="Sql">The query.</param>
/// <param name="Accumulates">True for counts, false for levels.</param>
internal sealed record StatisticsSource(string Title, string Sql, bool Accumulates = true);
