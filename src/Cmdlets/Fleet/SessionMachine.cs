using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// A machine of a fleet behind a session of PowerShell's remoting. Scripts and the machine's command run by pipelines of their own, since
/// Invoke-Command would start no more than 32 at once.
/// </summary>
/// <param name="session">The session; it stays open.</param>
/// <param name="name">The machine's name.</param>
/// <param name="modules">Folder on the machine for modules; null for the user's own.</param>
/// <param name="module">The module that it has to have.</param>
/// <param name="start">The parameters that its command is started with.</param>
internal sealed class SessionMachine(PSSession session, string name, string? modules, FleetModule module, MachineStart start)
    : IFleetMachine
{
    /// <summary>Bytes of a piece of the module's zip.</summary>
    private const int PieceLength = 512 * 1024;

    private string _folder = "";
    private MemberPipeline? _member;

    public string Name => name;

    public async Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken)
    {
        if (session.Runspace.RunspaceStateInfo.State != RunspaceState.Opened || session.Availability != RunspaceAvailability.Available)
        {
            throw new MachineLostException(
                $"its session is {session.Runspace.RunspaceStateInfo.State} and {session.Availability}, not Opened and Available");
        }

        var output = await ScriptAsync(MachineScripts.Probe, [], cancellationToken, ("Base", modules), ("Hash", module.Hash));
        using var facts = JsonDocument.Parse(output is [.., var last] ? $"{last}" : "null");
        if (facts.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new MachineLostException("it did not say what it is");
        }

        var loaded = Text("Loaded");
        if (loaded.Length > 0)
        {
            throw new MachineLostException($"its session has loaded this module from {loaded} already, and an assembly cannot be unloaded");
        }

        _folder = Text("Folder");
        return new MachineFacts(
            Text("Host"),
            Version.Parse(Text("PowerShell")),
            facts.RootElement.GetProperty("Cores").GetInt32(),
            facts.RootElement.GetProperty("HasModule").GetBoolean());

        string Text(string property) => facts.RootElement.GetProperty(property).GetString() ?? "";
    }

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken)
    {
        var pieces = new List<PSObject>();
        for (var offset = 0; offset < module.Zip.Length; offset += PieceLength)
        {
            pieces.Add(new PSObject(module.Zip.Slice(offset, Math.Min(PieceLength, module.Zip.Length - offset)).ToArray()));
        }

        return ScriptAsync(MachineScripts.Install, pieces, cancellationToken, ("Folder", _folder));
    }

    /// <summary>The first answer takes longest, so that it is waited for here.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await ScriptAsync(MachineScripts.Import, [], cancellationToken, ("Folder", _folder));
        _member = new MemberPipeline(session.Runspace, start);
        await _member.AskAsync(new FleetTick { Kind = TickKind.Renew }, cancellationToken);
    }

    public Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken) => _member is null
        ? throw new MachineLostException("its command was not started")
        : _member.AskAsync(tick, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_member is not null)
        {
            await _member.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<PSObject>> ScriptAsync(
        string script,
        IReadOnlyList<PSObject> input,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = session.Runspace;
        shell.AddScript(script);
        foreach (var (parameter, value) in parameters)
        {
            shell.AddParameter(parameter, value);
        }

        using var given = new PSDataCollection<PSObject>(input);
        given.Complete();
        using var output = new PSDataCollection<PSObject>();
        using var stop = cancellationToken.UnsafeRegister(static s => ((PowerShell)s!).BeginStop(null, null), shell);
        try
        {
            await Task.Factory.FromAsync(shell.BeginInvoke(given, output), shell.EndInvoke);
            cancellationToken.ThrowIfCancellationRequested();
            return [.. output];
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidRunspaceStateException or PSInvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MachineLostException(exception.Message.TrimEnd('.'), exception);
        }
    }
}
