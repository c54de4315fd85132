using System.Management.Automation;
using System.Net;
using System.Security;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Invoke-BatchFleetMember: one machine's part in a fleet. Invoke-BatchFleetTest starts it in its sessions: messages come as input, and
/// each is answered at once.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "BatchFleetMember")]
[OutputType(typeof(string))]
public sealed class InvokeBatchFleetMemberCommand : BatchCmdlet
{
    private FleetMember? _member;

    /// <summary>Messages of the controller.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Tick { get; set; } = "";

    /// <summary>The server, as the controller writes it.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Server { get; set; } = "";

    /// <summary>Key and secret.</summary>
    [Parameter(Mandatory = true)]
    [Credential]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>Headers of every request, a line each.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Header { get; set; }

    /// <summary>Time for which the machine goes on without a message.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var folder = Directory.CreateTempSubdirectory("edfi-batchperf-fleet-").FullName; // its owner's only
        _member = new FleetMember(Check(Options), Lease, folder, TimeProvider.System);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Check(() => _member!.Answer(Tick)));

    /// <inheritdoc/>
    protected override void EndProcessing() => Await(async _ =>
    {
        await _member!.DisposeAsync();
        return true;
    });

    /// <summary>Ends the part: the session was closed, or the controller's pipeline stopped, so that no answer is taken.</summary>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _ = _member?.DisposeAsync().AsTask();
    }

    /// <summary>A terminating error ends the command without its end being processed.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ = _member?.DisposeAsync().AsTask();
        }

        base.Dispose(disposing);
    }

    private ConnectOptions Options()
    {
        var headers = Header is null ? ExtraHeaders.None : ExtraHeaders.Parse(new NetworkCredential("", Header).Password);
        return FleetJson.ReadServer(Server).ToOptions(Credential.UserName, Credential.GetNetworkCredential().Password, headers);
    }
}
