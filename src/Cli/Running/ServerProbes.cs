using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.ServerMetrics.Commands;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.ServerMetrics.Processes;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Opens what is asked what the server spends.</summary>
internal static class ServerProbes
{
    /// <exception cref="BatchPerfException">One of them cannot be asked.</exception>
    public static async Task<ServerMeter?> BeginAsync(RunSettings settings, Log log, CancellationToken cancellationToken)
    {
        var probes = new List<IServerProbe>();
        try
        {
            if (settings.ServerProcesses.Count > 0)
            {
                probes.Add(ProcessProbe.Open(settings.ServerProcesses));
            }

            if (settings.PostgreSql is { } target)
            {
                probes.Add(await PostgreSqlProbe.OpenAsync(target, cancellationToken));
                log.Info($"Reading the statistics of PostgreSQL at {target}.");
            }

            if (settings.MetricsCommand is { } command)
            {
                probes.Add(new ShellCommandProbe(command));
            }

            return probes.Count == 0 ? null : await ServerMeter.BeginAsync(probes, cancellationToken);
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
