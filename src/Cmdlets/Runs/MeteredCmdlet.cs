using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters that say how to find out what a run costs its server.</summary>
public abstract class MeteredCmdlet : LoadCmdlet
{
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

    /// <summary>What was asked for.</summary>
    private protected LoadProbes Probes() => new()
    {
        Processes = ServerProcess,
        PostgreSql = PostgreSql is { } text ? PostgreSqlTarget.Parse(text) : null,
        Command = MetricsCommand is { } command ? () => OnPipelineAsync<IServerProbe>(() => MetricsCommandProbe.Open(command, SessionState)) : null,
    };
}
