using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>Measures work that a test does itself, told how many operations and batches it was.</summary>
internal static class Metered
{
    public static async Task<IReadOnlyList<ServerCost>> CostsAsync(PostgreSqlCluster cluster, Func<Task<(long Operations, long Batches)>> work)
    {
        var probe = await PostgreSqlProbe.OpenAsync(PostgreSqlTarget.Parse(cluster.ConnectionString), CancellationToken.None);
        await probe.SettleAsync(CancellationToken.None); // what earlier tests did is in the counts by then
        await using var meter = await ServerMeter.BeginAsync([probe], CancellationToken.None);
        var moment = new ServerMoment(0, 0, 0);
        meter.Start(() => moment, measuredFrom: 0);
        var (operations, batches) = await work();
        moment = new ServerMoment(10, operations, batches);
        await meter.EndAsync(CancellationToken.None);
        Assert.DoesNotContain(meter.Notes, static n => n.Contains("failed", StringComparison.Ordinal));
        return meter.Costs;
    }

    public static ServerCost Of(this IReadOnlyList<ServerCost> costs, string name) => costs.Single(c => c.Name == name);
}
