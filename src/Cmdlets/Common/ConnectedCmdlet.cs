using System.Management.Automation;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>A cmdlet that talks to a server over a connection.</summary>
public abstract class ConnectedCmdlet : BatchCmdlet
{
    /// <summary>The server, from Connect-BatchApi.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public BatchConnection Connection { get; set; } = null!;

    /// <summary>The engine's connection behind <see cref="Connection"/>.</summary>
    protected ApiConnection Api => ApiConnection.Of(Connection);

    /// <summary>Ends the command when the connection has been closed.</summary>
    protected void RequireOpen() => Check(() => OpenConnection.Of(Connection));
}
