using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>What a machine's run has come to so far: cumulative, so that one beat that is missed costs nothing.</summary>
public sealed record FleetBeat
{
    /// <summary>Seconds since the run began, by its monotonic clock.</summary>
    public double Elapsed { get; init; }

    /// <summary>Clients at work.</summary>
    public int Clients { get; init; }

    /// <summary>What became of all batches and operations.</summary>
    public required RunTotals Totals { get; init; }

    /// <summary>Response times of successes so far in µs, as <see cref="PackedHistogram"/> writes them.</summary>
    public required string Times { get; init; }

    /// <summary>What a run has come to so far.</summary>
    internal static FleetBeat Of(BatchRun run)
    {
        var times = new LatencyHistogram();
        foreach (var name in run.GetNameSnapshots())
        {
            times.Add(name.ResponseTimes);
        }

        return new FleetBeat
        {
            Elapsed = Math.Max(0, run.Elapsed.TotalSeconds),
            Clients = run.Clients,
            Totals = run.Totals,
            Times = new PackedHistogram(times).ToText(),
        };
    }
}
