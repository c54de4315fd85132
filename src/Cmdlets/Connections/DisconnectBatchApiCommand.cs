using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Disconnect-BatchApi: closes a connection's sockets and forgets its token.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "BatchApi")]
[OutputType(typeof(void))]
public sealed class DisconnectBatchApiCommand : BatchCmdlet
{
    /// <summary>The connection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public BatchConnection Connection { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Connection.Dispose();
        WriteVerbose($"Disconnected from {Connection.BaseUrl}.");
    }
}
