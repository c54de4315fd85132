using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The server of which scenarios are made: what it is waited for is bounded, and what is created on it is told.</summary>
/// <param name="host">Receives notes and warnings of what is created.</param>
/// <param name="connection">The server.</param>
internal sealed class ScenarioServer(IJobHost host, ApiConnection connection)
{
    private static readonly TimeSpan MostWaiting = TimeSpan.FromMinutes(15);

    /// <summary>The server.</summary>
    public ApiConnection Connection => connection;

    /// <summary>Bounds all waits for the server together.</summary>
    public WaitBudget Waiting { get; } = new(connection.Time, MostWaiting);

    /// <summary>Its resources; fail at once when the server is away.</summary>
    public GuardedClient Client => field ??= new GuardedClient(connection.GetResources(Waiting), connection.Time);

    /// <summary>Tells of documents that are created.</summary>
    public FixtureNews News { get; } = new(host, fixture =>
    {
        if (fixture is { State: FixtureState.Created })
        {
            host.Note($"{fixture.Resource} {fixture.NaturalKey} created; it stays.");
        }
    });

    /// <summary>Why nothing more is tried out, and what to do, as the end of a sentence; null as long as it is waited for.</summary>
    public string? Exhausted => !Waiting.IsSpent ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"the server refuses requests for now, and asks for more waiting than the {MostWaiting.TotalMinutes:0} min that a trial takes in ")
            + "all; try it again when the server has time"
            + new OptionKey("Force").IfOffered(static option => $" ({option} replaces files)");
}
