using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>A load that a fleet is to make.</summary>
internal sealed record FleetRequest
{
    /// <summary>The load, of which every machine carries out a share.</summary>
    public required FleetOrder Order { get; init; }

    /// <summary>The whole plan.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The server's base URL.</summary>
    public required Uri Server { get; init; }

    /// <summary>The share of each machine, in their order.</summary>
    public required IReadOnlyList<Segment> Shares { get; init; }

    /// <summary>The module that every machine has to have; null where they are known to have it.</summary>
    public FleetModule? Module { get; init; }

    /// <summary>Time from the last machine's being ready to the common start.</summary>
    public TimeSpan StartIn { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest error of the offset of a machine's clock, either way.</summary>
    public TimeSpan MaxClockError { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Action on the load when a machine is lost.</summary>
    public MachineLossAction OnMachineLost { get; init; }

    /// <summary>Where files of the machines go; null to collect their runs only.</summary>
    public FleetFiles? Files { get; init; }

    /// <summary>Shows the load in browsers; null for no dashboard. Closed by the caller, not by the job.</summary>
    internal FleetPage? Page { get; init; }

    /// <summary>Intervals at which the machines are asked, and times for which is waited.</summary>
    public FleetTimes Times { get; init; } = new();

    /// <summary>Fires when batches in flight are to be given up: the second request to stop.</summary>
    public CancellationToken Hurry { get; init; }

    /// <summary>
    /// Refuses a lease that would run out between beats or have orphans go on for long, and a start too early for machines to be told.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>FleetTime</c>.</exception>
    public void RequireTimes()
    {
        var lease = new OptionKey("Lease").IfOffered(static option => $" by {option}");
        Require($"A lease of {DurationText.Format(Times.Lease)}", Times.Lease, 3 * Times.Beat, FleetTimes.LongestLease, lease);
        var start = new OptionKey("StartIn").IfOffered(static option => $" by {option}");
        Require($"A start in {DurationText.Format(StartIn)}", StartIn, 4 * Times.Margin, TimeSpan.FromDays(1), start);
    }

    private static void Require(string what, TimeSpan given, TimeSpan least, TimeSpan most, string by)
    {
        if (given < least || given > most)
        {
            throw new BatchPerfException(
                "FleetTime",
                ProblemKind.InvalidInput,
                $"{what} is too {(given < least ? "short" : "long")} for a load from several machines.",
                $"Give {DurationText.Format(least)} to {DurationText.Format(most)}{by}.");
        }
    }
}
