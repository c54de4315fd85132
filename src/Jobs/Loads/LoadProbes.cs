using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.ServerMetrics.Processes;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Probes that measure the server's cost of a run; none by default.</summary>
internal sealed record LoadProbes
{
    /// <summary>Ids or names of the server's processes on this machine.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>The server's database; null for none.</summary>
    public PostgreSqlTarget? PostgreSql { get; init; }

    /// <summary>Opens a command of the operator's; null for none.</summary>
    public Func<Task<IServerProbe>>? Command { get; init; }

    /// <summary>Opens the probes, and reads them for the first time; null where none was asked for.</summary>
    /// <exception cref="BatchPerfException">A probe cannot be read.</exception>
    internal async Task<ServerMeter?> BeginAsync(IJobHost host)
    {
        var probes = new List<IServerProbe>();
        try
        {
            if (Processes.Count > 0)
            {
                probes.Add(ProcessProbe.Open(Processes));
            }

            if (PostgreSql is { } target)
            {
                probes.Add(await PostgreSqlProbe.OpenAsync(target, host.Stop));
                host.Note($"Reading the statistics of PostgreSQL at {target}, which only reads.");
            }

            if (Command is { } open)
            {
                probes.Add(await open());
            }

            return probes.Count == 0 ? null : await ServerMeter.BeginAsync(probes, host.Stop);
        }
        catch
        {
            foreach (var probe in probes)
            {
                await probe.DisposeAsync();
            }

            throw;
        }
    }
}
