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

    public MemberMachine(string name, SimulatorHost server, string folder, string? secret = null)
    {
        Name = name;
        Folder = Path.Combine(folder, name);
        var options = new ConnectOptions { BaseUrl = server.BaseUrl, Key = "simulator-key", Secret = secret ?? "simulator-secret" };
        _member = new FleetMember(options, TimeSpan.FromMinutes(1), Folder, Lease);
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The clock of the machine's lease.</summary>
    public LeaseTime Lease { get; } = new();

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
        Texts.AddRange([text, answer]);
        return Task.FromResult(FleetJson.ReadAnswer(answer)!);
    }

    /// <summary>The state without the controller.</summary>
    public FleetAnswer Look() => _member.Answer(new FleetTick());

    public ValueTask DisposeAsync() => _member.DisposeAsync();
}
