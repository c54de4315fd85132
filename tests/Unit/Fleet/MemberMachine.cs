using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Simulator;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A machine in this process: what is said goes through the texts that remoting carries.</summary>
internal sealed class MemberMachine : IFleetMachine
{
    private readonly FleetMember _member;

    /// <summary>Makes a machine.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="server">The server that it loads.</param>
    /// <param name="folder">A folder, in which it has one of its name.</param>
    /// <param name="clock">Its clock but for its lease, and that of its run.</param>
    /// <param name="secret">Null for the server's.</param>
    public MemberMachine(string name, SimulatorHost server, string folder, TimeProvider clock, string? secret = null)
    {
        Name = name;
        Folder = Path.Combine(folder, name);
        Lease = new LeaseTime(clock);
        var options = new ConnectOptions { BaseUrl = server.BaseUrl, Key = "simulator-key", Secret = secret ?? "simulator-secret" };
        _member = new FleetMember(options, TimeSpan.FromMinutes(1), Folder, Lease);
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The clock of the machine's lease.</summary>
    public LeaseTime Lease { get; }

    /// <summary>True from when it has been told to go.</summary>
    public bool Gone { get; private set; }

    /// <summary>True while the network between controller and machine is cut.</summary>
    public bool Cut { get; set; }

    public List<string> Texts { get; } = [];

    /// <summary>Called before each tick is answered.</summary>
    public Action<MemberMachine, FleetTick> Asked { get; init; } = static (_, _) => { };

    public Task<MachineFacts> ProbeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new MachineFacts(Name, new Version(7, 6), 1, HasModule: true));

    public Task InstallAsync(FleetModule module, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken)
    {
        Asked(this, tick);
        if (Cut)
        {
            return new TaskCompletionSource<FleetAnswer>().Task;
        }

        var text = FleetJson.Write(tick);
        var answer = _member.Answer(text);
        Gone |= tick.Kind == TickKind.Go;
        Texts.AddRange([text, answer]);
        return Task.FromResult(FleetJson.ReadAnswer(answer)!);
    }

    /// <summary>The state without the controller.</summary>
    public FleetAnswer Look() => _member.Answer(new FleetTick());

    public ValueTask DisposeAsync() => _member.DisposeAsync();
}
