using System.Text.Json.Serialization;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Counts and times of a machine's run so far: cumulative, so that one beat that is missed costs nothing.</summary>
internal sealed record FleetBeat
{
    /// <summary>Seconds since the run began, by its monotonic clock.</summary>
    public double Elapsed { get; init; }

    /// <summary>Clients at work.</summary>
    public int Clients { get; init; }

    /// <summary>Batches under way.</summary>
    public int InFlight { get; init; }

    /// <summary>Counts of all batches and operations by outcome.</summary>
    public required RunTotals Totals { get; init; }

    /// <summary>Counts and times by request name so far.</summary>
    [JsonInclude]
    internal IReadOnlyList<ArchivedName> Names { get; init; } = [];

    /// <summary>Makes the beat of a run: its counts and times so far.</summary>
    internal static FleetBeat Of(BatchRun run) => new()
    {
        Elapsed = Math.Max(0, run.Elapsed.TotalSeconds),
        Clients = run.Clients,
        InFlight = run.InFlight,
        Totals = run.Totals,
        Names = [.. run.GetNameSnapshots().Select(ArchivedName.Of)],
    };
}
