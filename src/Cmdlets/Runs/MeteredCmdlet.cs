using System.Management.Automation;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.ServerMetrics.Processes;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters that say how to find out what a run costs its server.</summary>
public abstract class MeteredCmdlet : LoadCmdlet
{
    private ServerMeter? _meter;

    /// <summary>Connection string of the server's PostgreSQL database; what it spends is read from the statistics views.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PostgreSql { get; set; }

    /// <summary>Ids or names of the server's processes on this machine, whose CPU time and memory are read.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ServerProcess { get; set; } = [];

    /// <summary>Called once a second; the numbers that it returns join the server's series.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? MetricsCommand { get; set; }

    /// <summary>Closes what a run that never began has left open; one that began closes it itself.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _meter is { } meter)
        {
            _meter = null;
            _ = Task.Run(async () => await meter.DisposeAsync());
        }

        base.Dispose(disposing);
    }

    /// <summary>Refuses what can be refused before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        if (PostgreSql is { } text)
        {
            Check(() => PostgreSqlTarget.Parse(text));
        }
    }

    /// <summary>Opens what was asked for, and reads it for the first time; null when nothing was.</summary>
    private protected ServerMeter? BeginMeter()
    {
        if (PostgreSql is null && ServerProcess.Length == 0 && MetricsCommand is null)
        {
            return null;
        }

        var probes = new List<IServerProbe>();
        try
        {
            if (ServerProcess.Length > 0)
            {
                probes.Add(Check(() => ProcessProbe.Open(ServerProcess)));
            }

            if (PostgreSql is { } text)
            {
                probes.Add(Await(token => OpenAsync(text, token)));
                WriteVerbose($"Reading the statistics of PostgreSQL at {PostgreSqlTarget.Parse(text)}, which only reads.");
            }

            if (MetricsCommand is { } command)
            {
                probes.Add(MetricsCommandProbe.Open(command, SessionState));
            }

            return _meter = Await(token => ServerMeter.BeginAsync(probes, token));
        }
        catch
        {
            probes.ForEach(static p => _ = p.DisposeAsync().AsTask());
            throw;
        }
    }

    private static async Task<IServerProbe> OpenAsync(string connectionString, CancellationToken cancellationToken) =>
        await PostgreSqlProbe.OpenAsync(PostgreSqlTarget.Parse(connectionString), cancellationToken);
}
